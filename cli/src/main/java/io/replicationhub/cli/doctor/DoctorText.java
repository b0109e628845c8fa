package io.replicationhub.cli.doctor;

import io.replicationhub.cli.doctor.Doctor.Diagnosis;
import io.replicationhub.permission.BucketGrants;
import io.replicationhub.permission.Grant;
import io.replicationhub.permission.Policy;
import io.replicationhub.plan.Side;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints each finding as it is found, and in the end what is missing. */
final class DoctorText implements Doctor.Listener {
    private static final String UNDER = " ".repeat(36) + "-> ";
    private final PrintStream out;

    DoctorText(PrintStream out) {
        this.out = out;
    }

    @Override
    public void begins(Patient patient) {
        if (patient.side() == Side.DESTINATION) {
            out.println();
        }
        out.println(capital(patient.side()) + " " + patient.location() + " ("
                + patient.service().title() + ")");
    }

    @Override
    public void found(Side side, Finding finding) {
        out.println(String.format(Locale.ROOT, "  %-10s %-22s %s", finding.verdict(), finding.probe(), finding.says()));
        finding.advice().ifPresent(advice -> out.println(UNDER + advice));
    }

    void end(List<Diagnosis> diagnoses) {
        for (Diagnosis diagnosis : diagnoses) {
            List<Grant> missing = Missing.of(diagnosis);
            if (!missing.isEmpty()) {
                missing(diagnosis.patient(), missing);
            }
        }
        out.println();
        out.println(summary(diagnoses));
    }

    private void missing(Patient patient, List<Grant> missing) {
        out.println();
        out.println("Missing at the " + patient.side() + " for " + patient.credentials()
                + (BucketGrants.areUnderstoodBy(patient.service())
                        ? "; add to the policy of that role or user:"
                        : "; by AWS's names, " + patient.service().title() + " has its own for the same requests:"));
        out.println(Policy.ofIdentity(missing).json());
    }

    private static String summary(List<Diagnosis> diagnoses) {
        List<String> parts = new ArrayList<>();
        for (Verdict verdict : List.of(Verdict.FAULT, Verdict.WARNING, Verdict.NOT_KNOWN)) {
            long count = diagnoses.stream()
                    .flatMap(diagnosis -> diagnosis.findings().stream())
                    .filter(finding -> finding.verdict() == verdict)
                    .count();
            if (count > 0) {
                boolean plural = count > 1 && verdict != Verdict.NOT_KNOWN;
                parts.add(count + " " + verdict + (plural ? "s" : ""));
            }
        }
        boolean fault = diagnoses.stream().anyMatch(diagnosis -> diagnosis.has(Verdict.FAULT));
        String details = String.join(", ", parts);
        if (fault) {
            return "A run would fail: " + details + ".";
        }
        return "A run can go ahead" + (details.isEmpty() ? "." : ": " + details + ".");
    }

    private static String capital(Side side) {
        return side == Side.SOURCE ? "Source" : "Destination";
    }
}
