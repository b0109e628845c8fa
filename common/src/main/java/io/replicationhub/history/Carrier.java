package io.replicationhub.history;

import io.replicationhub.history.Lineage.Gap;
import io.replicationhub.object.ListedVersion;
import io.replicationhub.object.ListedVersion.Content;
import io.replicationhub.object.ListedVersion.DeleteMarker;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.StorageException;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.outcome.SkipReason;
import io.replicationhub.task.CopyTask;
import io.replicationhub.transfer.Party;
import io.replicationhub.transfer.RunControl;
import io.replicationhub.transfer.SideFailure;
import io.replicationhub.transfer.TransferEngine;
import io.replicationhub.transfer.TransferEngine.Delivered;
import io.replicationhub.transfer.TransferSetup;
import io.replicationhub.transfer.WorkStopped;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Carries what is lacking of one object after the other, oldest first. An entry that cannot be carried holds back those
 * that are newer: they could not be put above it later. Thread-safe, for one key at a time on one thread.
 */
final class Carrier {
    private final TransferSetup setup;
    private final TransferEngine engine;
    private final VersionsUnderWay underWay;
    private final HistoryListener listener;

    /** @param setup its stores as they are */
    Carrier(TransferSetup setup, HistoryListener listener) {
        this.setup = setup;
        this.listener = listener;
        this.underWay = new VersionsUnderWay();
        Party source = setup.source();
        Party destination = setup.destination();
        this.engine = new TransferEngine(setup.between(
                new Party(source.side(), new PinnedSource(source.store(), underWay), source.watch()),
                new Party(
                        destination.side(),
                        new RecordingDestination(
                                destination.store(), source.store().versions().orElseThrow(), underWay),
                        destination.watch())));
    }

    void carry(KeyHistories key, Gap gap, RunControl run) throws SideFailure, WorkStopped {
        int markersOnTop = markersOnTop(key.destination());
        boolean any = false;
        for (Optional<ListedVersion> next = gap.lacking().next();
                next.isPresent();
                next = gap.lacking().next()) {
            any = true;
            if (!settle(key, next.get(), markersOnTop, run)) {
                return;
            }
            markersOnTop = next.get() instanceof DeleteMarker ? markersOnTop + 1 : 0;
        }
        if (!any && gap.again().isPresent()) {
            settle(key, gap.again().get(), markersOnTop, run);
        } else if (!any) {
            listener.same(key.sourceKey());
        }
    }

    /** Whether what is newer may follow. */
    private boolean settle(KeyHistories key, ListedVersion version, int markersOnTop, RunControl run)
            throws WorkStopped {
        listener.lacking(version);
        Outcome outcome = switch (version) {
            case Content content -> copied(key, content, run);
            case DeleteMarker marker -> deleted(key.destinationKey(), markersOnTop, run);
        };
        listener.settled(version, outcome);
        return switch (outcome) {
            case Outcome.Copied copied -> true;
            case Outcome.AlreadyThere there -> true;
            case Outcome.Deleted deleted -> true;
            case Outcome.AlreadyGone gone -> true;
            // Removed for good since it was listed: nobody has it any more.
            case Outcome.SourceGone gone -> true;
            case Outcome.Superseded changed -> false;
            case Outcome.Skipped skipped -> false;
            case Outcome.Failed failed -> false;
        };
    }

    private Outcome copied(KeyHistories key, Content version, RunControl run) throws WorkStopped {
        if (version.object().archive().forbidsReading()) {
            return new Outcome.Skipped(SkipReason.ARCHIVED);
        }
        underWay.begin(key.sourceKey(), key.destinationKey(), version);
        try {
            CopyTask task = new CopyTask(
                    key.sourceKey(), key.destinationKey(), version.object().stamp());
            return engine.copy(task, Delivered.FIRST, run);
        } finally {
            underWay.end(key.sourceKey(), key.destinationKey());
        }
    }

    /** A delete whose answer was lost may have left its marker: another would be one too many. */
    private Outcome deleted(ObjectKey key, int markersOnTop, RunControl run) throws WorkStopped {
        AtomicBoolean tried = new AtomicBoolean();
        try {
            return setup.persistence().insist(run, () -> {
                boolean again = tried.getAndSet(true);
                if (again && markersOnTop(History.of(key, setup.destination(), setup, run)) > markersOnTop) {
                    return new Outcome.Deleted();
                }
                return setup.destination().ask(store -> {
                    store.delete(key);
                    return new Outcome.Deleted();
                });
            });
        } catch (SideFailure e) {
            StorageException failure = e.failure();
            return new Outcome.Failed(failure.failureClass(), String.valueOf(e.getMessage()));
        }
    }

    private static int markersOnTop(History history) throws SideFailure, WorkStopped {
        int markers = 0;
        for (int page = 0; history.has(page); page++) {
            for (ListedVersion entry : history.page(page)) {
                if (!(entry instanceof DeleteMarker)) {
                    return markers;
                }
                markers++;
            }
        }
        return markers;
    }
}
