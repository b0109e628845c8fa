package io.replicationhub.cli.doctor;

import io.replicationhub.cli.doctor.Doctor.Diagnosis;
import io.replicationhub.permission.Grant;
import java.util.List;
import java.util.Optional;

/** What must be allowed for a run, each once. */
final class Missing {
    private Missing() {}

    static List<Grant> of(Diagnosis diagnosis) {
        return diagnosis.findings().stream()
                .filter(finding -> finding.verdict() == Verdict.FAULT)
                .map(Finding::missing)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }
}
