package io.replicationhub.plan;

import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.StorageException;
import io.replicationhub.plan.Comparison.Asked;
import io.replicationhub.plan.Comparison.NeedsHead;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Settles the pairs that their listings leave open, by asking for single objects, beside the walk over the listings. At
 * most {@link #WAITING} pairs wait; then the walk waits too. Thread-safe.
 */
final class Judge {
    /** About 5 MB of pairs. */
    private static final int WAITING = 10_000;

    private final SideReader source;
    private final SideReader destination;
    private final Findings findings;
    private final Crew crew;
    private final Semaphore places = new Semaphore(WAITING);

    Judge(SideReader source, SideReader destination, Findings findings, Crew crew) {
        this.source = source;
        this.destination = destination;
        this.findings = findings;
        this.crew = crew;
    }

    void settleLater(ListedObject from, ListedObject to, NeedsHead open) throws InterruptedException {
        places.acquire();
        crew.ask(() -> {
            try {
                settle(from, to, open);
            } finally {
                places.release();
            }
        });
    }

    private void settle(ListedObject from, ListedObject to, NeedsHead open) throws ListingFailed, InterruptedException {
        Tally tally = new Tally();
        try {
            if (open.asked() == Asked.BOTH) {
                ObjectHead head = source.head(from.key());
                ListedObject now = new ListedObject(from.key(), head.stamp(), from.storageClass(), head.archive());
                judge(tally, now, to, open, destination -> Comparer.settle(open, head, destination));
            } else {
                judge(tally, from, to, open, destination -> Comparer.settle(open, from.stamp(), destination));
            }
        } catch (StorageException e) {
            refused(Side.SOURCE, e);
            // Gone, or not to be looked at: copying it will tell which, and why.
            findings.changed(tally, from, to, open.otherwise());
        }
        findings.add(tally);
    }

    private void judge(
            Tally tally, ListedObject from, ListedObject to, NeedsHead open, Function<ObjectHead, Comparison> settling)
            throws ListingFailed, InterruptedException {
        try {
            ObjectHead head = destination.head(to.key());
            findings.compared(tally, from, to, settling.apply(head));
        } catch (StorageException.Missing e) {
            refused(Side.DESTINATION, e);
            findings.missing(tally, from);
        } catch (StorageException e) {
            refused(Side.DESTINATION, e);
            findings.changed(tally, from, to, open.otherwise());
        }
    }

    /** One object that is refused is no reason to stop; a side that does not answer is. */
    private static void refused(Side side, StorageException e) throws ListingFailed {
        if (e.isTransient() || e.scope() != FailureScope.OBJECT) {
            throw new ListingFailed(side, e);
        }
    }
}
