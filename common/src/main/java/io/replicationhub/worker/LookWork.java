package io.replicationhub.worker;

import io.replicationhub.outcome.Outcome;
import io.replicationhub.retry.RetryPolicy;
import io.replicationhub.task.CopyTask;
import io.replicationhub.task.LookTask;
import io.replicationhub.task.Task;
import io.replicationhub.transfer.RunControl;
import io.replicationhub.transfer.Seen;
import io.replicationhub.transfer.TransferEngine;
import io.replicationhub.transfer.TransferEngine.Delivered;
import io.replicationhub.transfer.WorkStopped;
import java.util.Optional;

/**
 * Does tasks that say no more than where to look. After a copy the source is looked at again: of two workers that copy two
 * versions the slower one may have the older, and so whoever writes last is the last to look.
 */
record LookWork(Worker worker, TransferEngine engine, RetryPolicy tries, RunControl run) {
    /** An object that changes faster than it is copied is looked at again later. */
    private static final int MOST_LOOKS = 3;

    private static final Outcome COMING_AND_GOING =
            new Outcome.Superseded("it came and went while it was copied, again and again");

    interface Looking {
        Seen look() throws WorkStopped;
    }

    Ending perform(Task task, Looking looking, int number) {
        try {
            Outcome doubt = COMING_AND_GOING;
            for (int looks = 0; looks < MOST_LOOKS; looks++) {
                Seen seen = seen(task, looking);
                if (seen instanceof Seen.Settled settled) {
                    return worker.end(task, settled.outcome(), new Ending.TryLater(task), number);
                }
                CopyTask found = ((Seen.ToCopy) seen).task().thenLooking();
                Done done = worker.copied(found, Delivered.AGAIN);
                Optional<Outcome> unsure = done.outcome().isEmpty()
                        ? Optional.empty()
                        : doubt(found, done.outcome().get());
                if (unsure.isEmpty()) {
                    return worker.end(found, done.insteadOfCopying(task), number);
                }
                doubt = unsure.get();
                engine.settled(found, run);
            }
            // Without an end it would come until the queue buries it, and its letter would say nothing.
            return doubt instanceof Outcome.Superseded && tries.allowsAfter(number)
                    ? new Ending.TryLater(task)
                    : worker.end(task, doubt, new Ending.TryLater(task), number);
        } catch (WorkStopped e) {
            return new Ending.Untouched(task);
        }
    }

    /**
     * Goes on with a copy that another worker's look has led to. However it ends, the source is looked at again: the copy
     * itself may be old by now, and so may one that was made and not followed by a look.
     */
    Ending goOn(CopyTask task, Delivered delivered, int number) {
        Done done = worker.copied(task, delivered);
        try {
            if (done.outcome().isEmpty() || isNewest(task, done.outcome().get())) {
                return worker.end(task, done, number);
            }
        } catch (WorkStopped e) {
            return worker.end(task, new Done(Optional.empty(), new Ending.Untouched(task)), number);
        }
        engine.settled(task, run);
        LookTask look = new LookTask(task.source(), task.destination());
        return perform(look, () -> engine.look(look, run), number);
    }

    /** Whether nobody need look again: the source still has what is at the destination, or it failed. */
    private boolean isNewest(CopyTask task, Outcome outcome) throws WorkStopped {
        return switch (outcome) {
            case Outcome.Copied copied ->
                engine.sinceCopied(task.source(), copied.source(), run).isEmpty();
            case Outcome.AlreadyThere there ->
                engine.sinceCopied(task.source(), task.stamp().etag(), run).isEmpty();
            case Outcome.Superseded changed -> false;
            case Outcome.SourceGone gone -> false;
            case Outcome.Deleted deleted -> true;
            case Outcome.AlreadyGone gone -> true;
            case Outcome.Skipped skipped -> true;
            case Outcome.Failed failed -> true;
        };
    }

    /** What would have to be said if nobody looked again; empty where nobody need. */
    private Optional<Outcome> doubt(CopyTask task, Outcome outcome) throws WorkStopped {
        return switch (outcome) {
            case Outcome.Copied copied -> engine.sinceCopied(task.source(), copied.source(), run);
            case Outcome.Superseded changed -> Optional.of(changed);
            case Outcome.SourceGone gone -> Optional.of(COMING_AND_GOING);
            case Outcome.AlreadyThere there -> Optional.empty();
            case Outcome.Deleted deleted -> Optional.empty();
            case Outcome.AlreadyGone gone -> Optional.empty();
            case Outcome.Skipped skipped -> Optional.empty();
            case Outcome.Failed failed -> Optional.empty();
        };
    }

    private static Seen seen(Task task, Looking looking) throws WorkStopped {
        try {
            return looking.look();
        } catch (RuntimeException | Error e) {
            return new Seen.Settled(Faults.outcome(task, e));
        }
    }
}
