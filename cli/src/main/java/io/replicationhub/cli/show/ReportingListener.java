package io.replicationhub.cli.show;

import io.replicationhub.outcome.Outcome;
import io.replicationhub.outcome.OutcomeListener;
import io.replicationhub.outcome.OutcomeTally;
import io.replicationhub.task.Task;

/** Writes every outcome to the report, then counts it. */
public record ReportingListener(OutcomeTally tally, ReportFile report) implements OutcomeListener {
    @Override
    public void settled(Task task, Outcome outcome) {
        report.settled(task.key(), outcome);
        tally.settled(task, outcome);
    }
}
