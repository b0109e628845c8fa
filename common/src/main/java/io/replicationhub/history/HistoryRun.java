package io.replicationhub.history;

import io.replicationhub.history.HistoryWalk.Visitor;
import io.replicationhub.history.Lineage.Gap;
import io.replicationhub.object.ListedVersion;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.select.Selection;
import io.replicationhub.transfer.RunControl;
import io.replicationhub.transfer.SideFailure;
import io.replicationhub.transfer.TransferSetup;
import io.replicationhub.transfer.WorkStopped;
import java.util.Optional;

/**
 * Goes through the histories of both sides, key by key, and carries what the destination lacks, or only tells it. One run
 * that was ended anywhere is gone on with by the next; one behind which nothing changed finds nothing to do. Both stores
 * must tell of versions. For one run, and one process: it does not claim keys, as {@link Histories} does.
 */
public final class HistoryRun {
    private final HistoryWalk walk;

    private HistoryRun(
            TransferSetup setup, Selection selection, HistoryListener listener, RunControl run, Visitor visitor) {
        this.walk = new HistoryWalk(
                setup.source(),
                setup.destination(),
                setup.persistence(),
                setup.crew(),
                selection,
                listener,
                run,
                visitor);
    }

    /** @param selection by keys alone: sizes and times of versions are not looked at */
    public static HistoryRun carrying(
            TransferSetup setup, Selection selection, HistoryListener listener, RunControl run) {
        Carrier carrier = new Carrier(setup);
        return new HistoryRun(setup, selection, listener, run, (key, gap) -> {
            switch (carrier.carry(key, gap, Handover.NONE, listener, run)) {
                case Carried.Stopped stopped -> throw new WorkStopped();
                case Carried.Unreadable unreadable -> listener.unreadable(key.sourceKey(), unreadable.failure());
                case Carried.Whole whole -> {
                    if (whole.entries() == 0) {
                        listener.same(key.sourceKey());
                    }
                }
                case Carried.Held held -> tellHeldBack(gap, listener);
                case Carried.Taken taken -> throw new IllegalStateException("nobody claims keys here");
            }
        });
    }

    /** One that changes nothing. */
    public static HistoryRun looking(
            TransferSetup setup, Selection selection, HistoryListener listener, RunControl run) {
        return new HistoryRun(setup, selection, listener, run, (key, gap) -> tell(key.sourceKey(), gap, listener));
    }

    /**
     * Runs to the end and waits for what was begun.
     *
     * @throws WorkStopped where the run was stopped; its {@link RunControl} says why
     */
    public void run() throws WorkStopped, InterruptedException {
        walk.run();
    }

    /** One by one, as they are read: a history may be long. */
    private static void tellHeldBack(Gap gap, HistoryListener listener) throws SideFailure, WorkStopped {
        for (Optional<ListedVersion> next = gap.lacking().next();
                next.isPresent();
                next = gap.lacking().next()) {
            listener.lacking(next.get());
            listener.heldBack(next.get());
        }
    }

    private static void tell(ObjectKey key, Gap gap, HistoryListener listener) throws SideFailure, WorkStopped {
        boolean any = false;
        for (Optional<ListedVersion> next = gap.lacking().next();
                next.isPresent();
                next = gap.lacking().next()) {
            any = true;
            listener.lacking(next.get());
        }
        if (!any && gap.again().isPresent()) {
            listener.lacking(gap.again().get());
        } else if (!any) {
            listener.same(key);
        }
    }
}
