package io.replicationhub.history;

import io.replicationhub.history.Lineage.Gap;
import io.replicationhub.object.ListedVersion;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.UploadId;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.outcome.OutcomeListener;
import io.replicationhub.task.CopyTask;
import io.replicationhub.task.DeleteTask;
import io.replicationhub.task.HistoryTask;
import io.replicationhub.task.StartedVersion;
import io.replicationhub.transfer.RunControl;
import io.replicationhub.transfer.SideFailure;
import io.replicationhub.transfer.TransferEngine.Delivered;
import io.replicationhub.transfer.TransferSetup;
import io.replicationhub.transfer.WorkStopped;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Carries the histories of single keys, as tasks ask for it: late, twice, or at once in many workers, of which one has a
 * key at a time ({@link KeyClaims}). Both stores must tell of versions. Thread-safe; blocks.
 */
public final class Histories {
    private final TransferSetup setup;
    private final Lineage lineage;
    private final Carrier carrier;
    private final KeyClaims claims;
    private final KeepingWatch keeping;
    private final LongSupplier nanos;

    /** @param setup its journal one whose records travel with tasks, or none */
    public Histories(TransferSetup setup) {
        this.setup = setup;
        this.lineage = new Lineage(setup.destination(), setup.persistence());
        this.carrier = new Carrier(setup);
        this.claims = new KeyClaims(
                setup.destination(), setup.persistence(), setup.options().write());
        this.keeping = new KeepingWatch(setup);
        this.nanos = setup.persistence().nanos();
    }

    /**
     * Carries what the destination lacks.
     *
     * @param delivered a task that may be done already is looked at before the key is claimed
     * @param listener told of each entry that was carried, as of a copy or a delete; of one that cannot be, whoever deals
     *     with the answer tells
     */
    public Carried carry(HistoryTask task, Delivered delivered, OutcomeListener listener, RunControl run) {
        try {
            keeping.check(run);
            if (delivered == Delivered.AGAIN && isWhole(task, run)) {
                carrier.abandon(task.destination(), task.begun(), run);
                return new Carried.Whole(0);
            }
            long until = nanos.getAsLong() + KeyClaims.HELD.toNanos();
            Optional<UploadId> claim = claims.take(task.destination(), upload(task), run);
            if (claim.isEmpty()) {
                return new Carried.Taken();
            }
            try {
                return carryClaimed(task, new Claim(claim.get(), until, nanos), listener, run.atMost(until, nanos));
            } finally {
                claims.release(claim.get(), run);
            }
        } catch (SideFailure e) {
            return new Carried.Unreadable(0, Carrier.failed(e), task.begun());
        } catch (WorkStopped e) {
            return new Carried.Stopped(0, task.begun());
        }
    }

    /** The task will not come again: what it has left is ended. */
    public void abandon(ObjectKey destination, Optional<StartedVersion> left, RunControl run) {
        carrier.abandon(destination, left, run);
    }

    private Carried carryClaimed(HistoryTask task, Claim claim, OutcomeListener listener, RunControl run)
            throws SideFailure, WorkStopped {
        KeyHistories key = histories(task, run);
        if (key.source().isEmpty()) {
            carrier.abandon(task.destination(), task.begun(), run);
            return new Carried.Whole(0);
        }
        Gap gap = lineage.gap(key, run);
        return carrier.carry(key, gap, new Handover(Optional.of(claim), task.begun()), new Told(task, listener), run);
    }

    private boolean isWhole(HistoryTask task, RunControl run) throws SideFailure, WorkStopped {
        KeyHistories key = histories(task, run);
        return key.source().isEmpty() || lineage.gap(key, run).isNone();
    }

    private KeyHistories histories(HistoryTask task, RunControl run) {
        return new KeyHistories(
                History.of(task.source(), setup.source(), setup.persistence(), run),
                History.of(task.destination(), setup.destination(), setup.persistence(), run));
    }

    private static Optional<UploadId> upload(HistoryTask task) {
        return task.begun()
                .map(begun -> new UploadId(task.destination(), begun.upload().id()));
    }

    /** Tells of entries as of copies and deletes. */
    private record Told(HistoryTask task, OutcomeListener listener) implements EntryListener {
        @Override
        public void lacking(ListedVersion version) {}

        @Override
        public void settled(ListedVersion version, Outcome outcome) {
            if (Carrier.isThere(outcome)) {
                listener.settled(
                        switch (version) {
                            case ListedVersion.Content content ->
                                new CopyTask(
                                        task.source(),
                                        task.destination(),
                                        content.object().stamp());
                            case ListedVersion.DeleteMarker marker -> new DeleteTask(task.source(), task.destination());
                        },
                        outcome);
            }
        }
    }
}
