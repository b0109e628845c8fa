package io.replicationhub.worker;

import io.replicationhub.object.FailureClass;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.task.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What no task should meet, told as an outcome: a message is settled whatever happens. */
final class Faults {
    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

    private Faults() {}

    static Outcome outcome(Task task, Throwable e) {
        if (e instanceof Error) {
            // Most likely memory: that is no fault of this object's, and another process may have more.
            LOG.error("The process was not able to do the task for {}", task.key(), e);
            return new Outcome.Failed(FailureClass.UNAVAILABLE, "the process was not able to: " + e);
        }
        LOG.error("A fault of the program's own met the task for {}", task.key(), e);
        return new Outcome.Failed(FailureClass.REJECTED, "a fault of the program's own: " + e);
    }
}
