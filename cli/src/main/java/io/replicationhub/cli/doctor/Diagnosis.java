package io.replicationhub.cli.doctor;

import io.replicationhub.permission.Grant;
import java.util.List;
import java.util.Optional;

/**
 * What was found at one place.
 *
 * @param reached whether it answered, so that what it has to do was tried
 */
record Diagnosis(Subject subject, boolean reached, List<Finding> findings) {
    Diagnosis {
        findings = List.copyOf(findings);
    }

    boolean has(Verdict verdict) {
        return findings.stream().anyMatch(finding -> finding.verdict() == verdict);
    }

    /** What must be allowed for a run, each once. */
    List<Grant> missing() {
        return findings.stream()
                .filter(finding -> finding.verdict() == Verdict.FAULT)
                .map(Finding::missing)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }
}
