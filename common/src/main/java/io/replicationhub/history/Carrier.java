package io.replicationhub.history;

import io.replicationhub.history.Lineage.Gap;
import io.replicationhub.object.ListedVersion;
import io.replicationhub.object.ListedVersion.Content;
import io.replicationhub.object.ListedVersion.DeleteMarker;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.UploadId;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.outcome.SkipReason;
import io.replicationhub.task.CopyTask;
import io.replicationhub.task.StartedVersion;
import io.replicationhub.transfer.Party;
import io.replicationhub.transfer.RunControl;
import io.replicationhub.transfer.SideFailure;
import io.replicationhub.transfer.TransferEngine;
import io.replicationhub.transfer.TransferEngine.Delivered;
import io.replicationhub.transfer.TransferSetup;
import io.replicationhub.transfer.WorkStopped;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries what is lacking of one object after the other, oldest first. An entry that cannot be carried holds back those
 * that are newer: they could not be put above it later. Thread-safe, for one key at a time on one thread.
 */
final class Carrier {
    private static final Logger LOG = LoggerFactory.getLogger(Carrier.class);
    private final TransferSetup setup;
    private final TransferEngine engine;
    private final VersionsUnderWay underWay;

    /** @param setup its stores as they are */
    Carrier(TransferSetup setup) {
        this.setup = setup;
        this.underWay = new VersionsUnderWay();
        Party source = setup.source();
        Party destination = setup.destination();
        this.engine = new TransferEngine(setup.between(
                        new Party(source.side(), new PinnedSource(source.store(), underWay), source.watch()),
                        new Party(
                                destination.side(),
                                new RecordingDestination(
                                        destination.store(),
                                        source.store().versions().orElseThrow(),
                                        underWay),
                                destination.watch()))
                .remembering(new VersionJournal(setup.journal(), underWay)));
    }

    /** How one entry ended. */
    private record Step(Outcome outcome, Optional<StartedVersion> left) {}

    /** Whether what is newer may follow. */
    static boolean isThere(Outcome outcome) {
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

    /** Carries what is lacking, with what came along with the key. */
    Carried carry(KeyHistories key, Gap gap, Handover handover, EntryListener listener, RunControl run) {
        int entries = 0;
        Optional<StartedVersion> left = handover.begun();
        try {
            int markersOnTop = markersOnTop(key.destination());
            Optional<ListedVersion> next = gap.lacking().next();
            if (next.isEmpty()) {
                next = gap.again();
            }
            for (; next.isPresent(); next = gap.lacking().next()) {
                run.check();
                listener.lacking(next.get());
                Optional<StartedVersion> begun = left;
                left = Optional.empty();
                Step step = step(key, next.get(), markersOnTop, new Handover(handover.claim(), begun), run);
                listener.settled(next.get(), step.outcome());
                if (!isThere(step.outcome())) {
                    return new Carried.Held(entries, step.outcome(), step.left());
                }
                entries++;
                markersOnTop = markersOnTop(markersOnTop, next.get(), step.outcome());
            }
            abandon(key.destinationKey(), left, run);
            return new Carried.Whole(entries);
        } catch (SideFailure e) {
            return new Carried.Unreadable(entries, failed(e), left);
        } catch (LeftBehind e) {
            return new Carried.Stopped(entries, e.left);
        } catch (WorkStopped e) {
            return new Carried.Stopped(entries, left);
        }
    }

    /** An upload that is of no more use. What cannot be aborted is left to the bucket's rules. */
    void abandon(ObjectKey destination, Optional<StartedVersion> begun, RunControl run) {
        if (begun.isEmpty()) {
            return;
        }
        UploadId upload = new UploadId(destination, begun.get().upload().id());
        try {
            Uploads.abort(upload, setup.destination(), setup.persistence(), run);
        } catch (SideFailure | WorkStopped e) {
            LOG.warn("An upload of {} is left open to the bucket's rules", destination, e);
        }
    }

    private Step step(KeyHistories key, ListedVersion version, int markersOnTop, Handover handover, RunControl run)
            throws LeftBehind, WorkStopped {
        String name = version instanceof Content content ? SourceNames.of(content) : "";
        Optional<StartedVersion> begun =
                handover.begun().filter(started -> started.name().equals(name));
        if (begun.isEmpty()) {
            abandon(key.destinationKey(), handover.begun(), run);
        }
        return switch (version) {
            case Content content -> copied(key, content, new Handover(handover.claim(), begun), run);
            case DeleteMarker marker ->
                new Step(deleted(key.destinationKey(), markersOnTop, handover.claim(), run), Optional.empty());
        };
    }

    private Step copied(KeyHistories key, Content version, Handover handover, RunControl run) throws LeftBehind {
        if (version.object().archive().forbidsReading()) {
            abandon(key.destinationKey(), handover.begun(), run);
            return new Step(new Outcome.Skipped(SkipReason.ARCHIVED), Optional.empty());
        }
        underWay.begin(key.sourceKey(), key.destinationKey(), version, handover.claim());
        try {
            CopyTask plain = new CopyTask(
                    key.sourceKey(), key.destinationKey(), version.object().stamp());
            CopyTask task = handover.begun()
                    .map(begun -> plain.carrying(plain.stamp(), begun.upload()))
                    .orElse(plain);
            Outcome outcome;
            try {
                outcome = engine.copy(task, Delivered.FIRST, run);
            } catch (WorkStopped e) {
                throw new LeftBehind(left(task, version));
            }
            if (outcome instanceof Outcome.Failed failed
                    && failed.failureClass().isTransient()) {
                return new Step(outcome, left(task, version));
            }
            engine.settled(task, run);
            return new Step(outcome, Optional.empty());
        } finally {
            underWay.end(key.sourceKey(), key.destinationKey());
        }
    }

    /** The upload goes on with the task, and is not remembered here any more. */
    private Optional<StartedVersion> left(CopyTask task, Content version) {
        CopyTask next = engine.continuation(task);
        engine.departed(task);
        return next.upload().map(upload -> new StartedVersion(SourceNames.of(version), upload));
    }

    /** A delete whose answer was lost may have left its marker: another would be one too many. */
    private Outcome deleted(ObjectKey key, int markersOnTop, Optional<Claim> claim, RunControl run) throws WorkStopped {
        AtomicBoolean tried = new AtomicBoolean();
        try {
            return setup.persistence().insist(run, () -> {
                boolean again = tried.getAndSet(true);
                if (again
                        && markersOnTop(History.of(key, setup.destination(), setup.persistence(), run))
                                > markersOnTop) {
                    return new Outcome.Deleted();
                }
                return setup.destination().ask(store -> {
                    if (claim.isPresent()) {
                        claim.get().check();
                    }
                    store.delete(key);
                    return new Outcome.Deleted();
                });
            });
        } catch (SideFailure e) {
            return failed(e);
        }
    }

    static Outcome.Failed failed(SideFailure e) {
        return new Outcome.Failed(e.failure().failureClass(), String.valueOf(e.getMessage()));
    }

    /** A version that was gone by the time it was read has not come to lie on top of anything. */
    private static int markersOnTop(int before, ListedVersion carried, Outcome outcome) {
        if (carried instanceof DeleteMarker) {
            return before + 1;
        }
        return outcome instanceof Outcome.SourceGone ? before : 0;
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

    /** The run ended in the midst of a version. */
    private static final class LeftBehind extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Optional<StartedVersion> left;

        LeftBehind(Optional<StartedVersion> left) {
            super(null, null, false, false);
            this.left = left;
        }
    }
}
