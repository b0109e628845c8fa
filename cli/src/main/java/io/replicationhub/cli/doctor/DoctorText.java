package io.replicationhub.cli.doctor;

import io.replicationhub.permission.Grant;
import io.replicationhub.permission.Policy;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints each finding as it is found, and in the end what is missing. */
final class DoctorText implements Doctor.Listener {
    private static final String UNDER = " ".repeat(36) + "-> ";
    private final PrintStream out;
    private boolean begun;

    DoctorText(PrintStream out) {
        this.out = out;
    }

    @Override
    public void begins(Subject subject) {
        if (begun) {
            out.println();
        }
        begun = true;
        out.println(capital(subject.name()) + " " + subject.location() + " (" + subject.kind() + ")");
    }

    @Override
    public void found(Finding finding) {
        out.println(String.format(Locale.ROOT, "  %-10s %-22s %s", finding.verdict(), finding.probe(), finding.says()));
        finding.advice().ifPresent(advice -> out.println(UNDER + advice));
    }

    void end(List<Diagnosis> diagnoses) {
        for (Diagnosis diagnosis : diagnoses) {
            List<Grant> missing = diagnosis.missing();
            if (!missing.isEmpty()) {
                missing(diagnosis.subject(), missing);
            }
        }
        out.println();
        out.println(summary(diagnoses));
    }

    private void missing(Subject subject, List<Grant> missing) {
        out.println();
        out.println("Missing at the " + subject.name() + " for " + subject.asked()
                + (subject.isAmazon()
                        ? "; add to the policy of that role or user:"
                        : "; by AWS's names, " + subject.kind() + " has its own for the same requests:"));
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

    private static String capital(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }
}
