package io.replicationhub.worker;

import io.replicationhub.outcome.Outcome;
import io.replicationhub.task.CopyTask;
import io.replicationhub.task.Task;
import java.util.Optional;

/**
 * How a copy ended.
 *
 * @param outcome empty where the run stopped
 * @param failing what becomes of the task where it has not ended for good
 */
record Done(Optional<Outcome> outcome, Ending failing) {
    /** What has not begun an upload comes again as the task that it was. */
    Done insteadOfCopying(Task task) {
        return switch (failing) {
            case Ending.TryLater later ->
                later.next() instanceof CopyTask next && next.upload().isPresent()
                        ? this
                        : new Done(outcome, new Ending.TryLater(task));
            case Ending.Untouched untouched -> new Done(outcome, new Ending.Untouched(task));
            case Ending.Unbegun unbegun -> new Done(outcome, new Ending.Unbegun(task));
            case Ending.Advanced advanced -> this;
            case Ending.Waiting waiting -> this;
            case Ending.Settled settled -> this;
        };
    }
}
