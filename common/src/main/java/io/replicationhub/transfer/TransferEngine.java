package io.replicationhub.transfer;

import io.replicationhub.object.ETag;
import io.replicationhub.object.FailureClass;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectStamp;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.StoreLimits;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.outcome.SkipReason;
import io.replicationhub.plan.Side;
import io.replicationhub.task.CopyTask;
import io.replicationhub.task.DeleteTask;
import io.replicationhub.task.LookTask;
import io.replicationhub.transfer.Carried.Made;
import io.replicationhub.transfer.EngineOptions.Route;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Copies objects: one task in, one outcome out. Every copy is of one version of the source, whole and checked, or it is
 * not made. Knows no cloud. Thread-safe; blocks, and works on the calling thread, with the help of the crew where an
 * object comes in parts.
 */
public final class TransferEngine {
    /** How often an object that changes under our hands is begun anew. */
    public static final int REPLANS = 3;

    private final TransferSetup setup;
    private final EtagAgreement partedEtags;
    private final SingleCopy single;
    private final ServerSideCopy serverSide;
    private final PartPlanner planner;
    private final PartedCopy parted;
    private final Continuations continuations;
    private final Mirror mirror;
    private final OneAtATime keys = new OneAtATime();

    /** One that deletes nothing. */
    public TransferEngine(TransferSetup setup) {
        this(setup, Mirroring.COPIES_ONLY);
    }

    public TransferEngine(TransferSetup setup, Mirroring mirroring) {
        this.setup = setup;
        boolean hidden = setup.options().write().encryption().hidesMd5();
        EtagAgreement singleEtags = hidden ? EtagAgreement.notExpected() : EtagAgreement.hoped();
        this.partedEtags = hidden ? EtagAgreement.notExpected() : EtagAgreement.hoped();
        this.single = new SingleCopy(setup, singleEtags);
        this.serverSide = new ServerSideCopy(setup, singleEtags);
        this.planner = new PartPlanner(setup);
        this.parted = new PartedCopy(setup, partedEtags);
        this.continuations = new Continuations(setup);
        this.mirror = new Mirror(setup, mirroring);
    }

    /** Whether a task may have been worked on before. */
    public enum Delivered {
        FIRST,
        /** Then the destination is looked at before anything is read. */
        AGAIN
    }

    /**
     * Does one task.
     *
     * @throws WorkStopped when the run ends before the task does; an upload in parts stays where the journal remembers it
     */
    public Outcome copy(CopyTask task, Delivered delivered, RunControl run) throws WorkStopped {
        continuations.arrived(task);
        try {
            if (delivered == Delivered.AGAIN || task.upload().isPresent()) {
                Optional<ETag> there = there(task.destination(), task.stamp(), run);
                if (there.isPresent()) {
                    return new Outcome.AlreadyThere(there.get());
                }
            }
            return copyWhateverItIs(Version.planned(task), run);
        } catch (SideFailure e) {
            return ending(e);
        }
    }

    /**
     * Deletes at the destination, unless the source has the object by now: then it is to be copied.
     *
     * @throws WorkStopped when the run ends before the task does
     */
    public Seen delete(DeleteTask task, Delivered delivered, RunControl run) throws WorkStopped {
        try {
            return mirror.delete(task, delivered, run);
        } catch (SideFailure e) {
            return new Seen.Settled(ending(e));
        }
    }

    /**
     * Looks at the source to see what is to be done about an object.
     *
     * @throws WorkStopped when the run ends before the task does
     */
    public Seen look(LookTask task, RunControl run) throws WorkStopped {
        try {
            return mirror.look(task, run);
        } catch (SideFailure e) {
            return new Seen.Settled(ending(e));
        }
    }

    /**
     * What would have to be said of a copy if nobody looked again: the source has something else by now, or does not tell.
     * Empty where it still has the version that was copied.
     *
     * @throws WorkStopped when the run ends before that is known
     */
    public Optional<Outcome> sinceCopied(ObjectKey source, ETag copied, RunControl run) throws WorkStopped {
        try {
            return mirror.isStill(source, copied, run)
                    ? Optional.empty()
                    : Optional.of(new Outcome.Superseded("it was another by the time it was copied, again and again"));
        } catch (SideFailure e) {
            return Optional.of(ending(e));
        }
    }

    /** The task as it is to come again after {@link #copy} did not settle it: with its upload, where that travels. */
    public CopyTask continuation(CopyTask task) {
        return continuations.of(task);
    }

    /** The task is going to come again, perhaps elsewhere: its upload is no longer remembered here, where it travels. */
    public void departed(CopyTask task) {
        continuations.departed(task);
    }

    /** The task is settled: an upload that it has left is aborted, where the journal's records travel with tasks. */
    public void settled(CopyTask task, RunControl run) {
        continuations.settled(task, run);
    }

    private Outcome copyWhateverItIs(Version planned, RunControl run) throws SideFailure, WorkStopped {
        Version version = planned;
        for (int replans = 0; ; replans++) {
            try {
                Optional<Outcome> refused = refusal(version);
                return refused.isPresent() ? refused.get() : copyVersion(version, run);
            } catch (SideFailure e) {
                if (!startsAnew(e)) {
                    throw e;
                }
                if (replans == REPLANS) {
                    return e.failure() instanceof StorageException.Changed
                            ? new Outcome.Superseded("it changed " + (replans + 1) + " times while it was copied")
                            : new Outcome.Failed(FailureClass.UNAVAILABLE, String.valueOf(e.getMessage()));
                }
                version = version.becameOf(fresh(version, run).stamp());
            }
        }
    }

    /**
     * The version is gone, or the upload is: aborted by another. Where the store copies by itself, what it misses is
     * mostly the source; the fresh look tells.
     */
    private static boolean startsAnew(SideFailure e) {
        return e.failure() instanceof StorageException.Changed
                || e.failure() instanceof StorageException.Missing && e.side() == Side.DESTINATION;
    }

    private ObjectHead fresh(Version version, RunControl run) throws SideFailure, WorkStopped {
        return setup.persistence().insist(run, () -> setup.source().ask(store -> store.head(version.key())));
    }

    private Outcome copyVersion(Version version, RunControl run) throws SideFailure, WorkStopped {
        EngineOptions options = setup.options();
        boolean small = version.size() <= options.singlePutBytes();
        if (options.route() == Route.SERVER_SIDE) {
            boolean fits = version.size() <= limits().maxServerSideCopyBytes();
            return fits && (small || version.etag().parts() == 0)
                    ? serverSide.copy(version, run)
                    : inPartsOnce(version, fits, run);
        }
        boolean held = version.size() <= Math.min(setup.largestBody(), limits().maxSinglePutBytes());
        return small && held || version.size() == 0 ? single.copy(version, run) : inPartsOnce(version, false, run);
    }

    /** Whoever waited for another's copy of the same, as of a message that came twice, mostly finds it made. */
    private Outcome inPartsOnce(Version version, boolean oneRequestWouldDo, RunControl run)
            throws SideFailure, WorkStopped {
        return keys.with(version.destination(), waited -> {
            Optional<ETag> there = waited ? there(version.destination(), version.stamp(), run) : Optional.empty();
            return there.isPresent() ? new Outcome.AlreadyThere(there.get()) : inParts(version, oneRequestWouldDo, run);
        });
    }

    /**
     * Copies in parts, and again where that taught something: that the cut needs more memory than there is, that equal
     * parts do not make an equal ETag, that a part was lost. Each is learnt once, so there are four rounds at most.
     */
    private Outcome inParts(Version version, boolean oneRequestWouldDo, RunControl run)
            throws SideFailure, WorkStopped {
        boolean expected = parted.begunToPreserve(version).orElseGet(() -> partedEtags.expected(version.etag()));
        @Nullable SideFailure beyondMemory = null;
        @Nullable SideFailure lostPart = null;
        while (true) {
            PartedPlan plan = planner.plan(version, expected, beyondMemory != null || parted.holdsParts(), run);
            if (oneRequestWouldDo && !plan.preserving()) {
                return serverSide.copy(version, run);
            }
            if (beyondMemory != null && parted.isBeyondMemory(plan)) {
                // There is no smaller cut.
                throw beyondMemory;
            }
            try {
                Made<ETag> made = parted.copy(version, plan, run);
                if (!plan.preserving()
                        || !made.result().isPresent()
                        || made.result().agreesWith(version.etag())) {
                    return parted.outcome(version, made);
                }
                // The source's ETag has to be remembered.
                partedEtags.disagreed();
                expected = false;
            } catch (SideFailure e) {
                if (parted.failedForMemory(plan, e)) {
                    beyondMemory = e;
                } else if (lostPart == null && isOfLostPart(e)) {
                    lostPart = e;
                } else {
                    throw e;
                }
            }
        }
    }

    private static boolean isOfLostPart(SideFailure e) {
        return e.failure() instanceof StorageException.Rejected rejected && rejected.isOfLostPart();
    }

    private Optional<ETag> there(ObjectKey destination, ObjectStamp stamp, RunControl run)
            throws SideFailure, WorkStopped {
        try {
            ObjectHead found =
                    setup.persistence().insist(run, () -> setup.destination().ask(store -> store.head(destination)));
            return Labels.isCopyOf(stamp, found) ? Optional.of(found.stamp().etag()) : Optional.empty();
        } catch (SideFailure e) {
            if (e.failure() instanceof StorageException.Missing || e.failure() instanceof StorageException.Denied) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** What the destination would refuse is not even tried. */
    private Optional<Outcome> refusal(Version version) {
        long largest = limits().largestObjectBytes();
        if (version.size() > largest) {
            return rejected(
                    "too large for the destination: " + version.size() + " bytes, and " + largest + " are allowed");
        }
        String key = version.destination().value();
        // Each char is three bytes at most, so short keys need no counting.
        if (key.length() > limits().maxKeyBytes() / 3) {
            int bytes = key.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > limits().maxKeyBytes()) {
                return rejected("a name too long for the destination: " + bytes + " bytes, and "
                        + limits().maxKeyBytes() + " are allowed");
            }
        }
        return Optional.empty();
    }

    private static Optional<Outcome> rejected(String reason) {
        return Optional.of(new Outcome.Failed(FailureClass.REJECTED, reason));
    }

    private StoreLimits limits() {
        return setup.destination().store().limits();
    }

    private static Outcome ending(SideFailure e) {
        StorageException failure = e.failure();
        if (failure instanceof StorageException.Missing && e.side() == Side.SOURCE) {
            return new Outcome.SourceGone();
        }
        if (failure instanceof StorageException.Archived) {
            return new Outcome.Skipped(SkipReason.ARCHIVED);
        }
        return new Outcome.Failed(failure.failureClass(), String.valueOf(e.getMessage()));
    }
}
