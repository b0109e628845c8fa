package io.replicationhub.jobworker;

import io.replicationhub.outcome.Loss;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.outcome.OutcomeListener;
import io.replicationhub.task.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says of each copy what it does not have of its source: there is no report here but the log. */
record LossLog(OutcomeListener next) implements OutcomeListener {
    private static final Logger LOG = LoggerFactory.getLogger(LossLog.class);

    @Override
    public void settled(Task task, Outcome outcome) {
        if (outcome instanceof Outcome.Copied copied) {
            for (Loss loss : copied.lost()) {
                LOG.warn("{} was copied without {}: {}", task.key(), loss.trait(), loss.detail());
            }
        }
        next.settled(task, outcome);
    }
}
