package io.replicationhub.worker;

import io.replicationhub.history.Carried;
import io.replicationhub.history.Histories;
import io.replicationhub.object.ETag;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.outcome.OutcomeListener;
import io.replicationhub.task.HistoryTask;
import io.replicationhub.task.StartedVersion;
import io.replicationhub.task.Task;
import io.replicationhub.transfer.RunControl;
import io.replicationhub.transfer.TransferEngine.Delivered;
import java.util.Optional;

/** Does tasks where whole histories are carried: whatever a task tells of a key, its history is what counts. */
record HistoryWork(Histories histories, Conclusion conclusion, OutcomeListener listener, RunControl run) {

    /** Settles a task that was not carried to its end, or says how it comes again. */
    interface Conclusion {
        Ending end(Task task, Outcome outcome, Ending failing, int tries);
    }

    Ending perform(Task task, Delivered delivered, int tries) {
        HistoryTask history = KeyTasks.history(task);
        // Of a task that is about one version, it is not known whether anything is lacking.
        Carried carried = carried(history, history.equals(task) ? delivered : Delivered.AGAIN);
        return switch (carried) {
            case Carried.Whole whole -> {
                if (whole.entries() == 0) {
                    listener.settled(history, new Outcome.AlreadyThere(ETag.NONE));
                }
                yield Ending.SETTLED;
            }
            case Carried.Taken taken -> new Ending.Waiting(history);
            case Carried.Stopped stopped -> Ending.stopped(history, stopped.entries(), history.leaving(stopped.left()));
            case Carried.Held held -> held(history, held.entries(), held.outcome(), held.left(), tries);
            case Carried.Unreadable unread -> held(history, unread.entries(), unread.failure(), unread.left(), tries);
        };
    }

    private Ending held(HistoryTask task, int entries, Outcome outcome, Optional<StartedVersion> left, int tries) {
        HistoryTask next = task.leaving(left);
        Ending ending = conclusion.end(next, outcome, Ending.failed(task, entries, next), tries);
        if (ending == Ending.SETTLED) {
            histories.abandon(task.destination(), left, run);
        }
        return ending;
    }

    private Carried carried(HistoryTask task, Delivered delivered) {
        try {
            return histories.carry(task, delivered, listener, run);
        } catch (RuntimeException | Error e) {
            return new Carried.Held(0, Faults.outcome(task, e), task.begun());
        }
    }
}
