package io.replicationhub.worker;

import io.replicationhub.outcome.Outcome;
import io.replicationhub.outcome.OutcomeListener;
import io.replicationhub.task.Task;
import io.replicationhub.transfer.Halt;
import io.replicationhub.transfer.RunControl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what became of tasks. Where whoever listens throws, the task is settled all the same, or it would be done again
 * and again to be told; but a run whose outcomes nobody hears goes no further.
 */
record Telling(OutcomeListener listener, RunControl run) implements OutcomeListener {
    private static final Logger LOG = LoggerFactory.getLogger(Telling.class);

    @Override
    public void settled(Task task, Outcome outcome) {
        try {
            listener.settled(task, outcome);
        } catch (RuntimeException | Error e) {
            LOG.error("What became of {} could not be told", task.key(), e);
            run.halt(new Halt.Unheard("what became of " + task.key() + " could not be told: " + e));
        }
    }
}
