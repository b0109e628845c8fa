package io.replicationhub.transfer;

import io.replicationhub.object.ETag;
import io.replicationhub.object.FailureClass;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectStamp;
import io.replicationhub.object.StorageException;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.outcome.SkipReason;
import io.replicationhub.task.CopyTask;
import io.replicationhub.task.DeleteTask;
import io.replicationhub.task.LookTask;
import io.replicationhub.transfer.Mirroring.Deletes;
import io.replicationhub.transfer.TransferEngine.Delivered;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the destination's key what the source's is now, whatever was said of it. Thread-safe.
 *
 * <p>Before each delete the source is asked again, in the same attempt, so that no waiting comes between; and once more
 * after it: whoever put the object back in that moment, and had it copied, has just lost the copy.
 */
final class Mirror {
    /** A HEAD cannot tell an object that is gone from a bucket that is gone; a listing can, now and then. */
    private static final Duration BUCKET_SEEN = Duration.ofMinutes(1);

    private final TransferSetup setup;
    private final Mirroring mirroring;
    private final ReentrantLock looking = new ReentrantLock();
    /** The last one at the source's bucket. */
    private volatile @Nullable Look look;

    Mirror(TransferSetup setup, Mirroring mirroring) {
        this.setup = setup;
        this.mirroring = mirroring;
    }

    Seen delete(DeleteTask task, Delivered delivered, RunControl run) throws SideFailure, WorkStopped {
        Optional<Seen> refused = refusal(task.source(), task.destination());
        if (refused.isPresent()) {
            return refused.get();
        }
        if (mirroring.deletes() == Deletes.LEFT_ALONE) {
            return settled(new Outcome.Skipped(SkipReason.DELETES_OFF));
        }
        return deleteUnlessThere(task.source(), task.destination(), delivered, run);
    }

    Seen look(LookTask task, RunControl run) throws SideFailure, WorkStopped {
        Optional<Seen> refused = refusal(task.source(), task.destination());
        if (refused.isPresent()) {
            return refused.get();
        }
        Optional<ObjectHead> found = setup.persistence().insist(run, () -> find(setup.source(), task.source()));
        if (found.isPresent()) {
            Optional<ETag> origin = origin(found.get(), task.destination(), run);
            return origin.isPresent()
                    ? settled(new Outcome.AlreadyThere(origin.get()))
                    : there(task.source(), task.destination(), found.get().stamp());
        }
        if (mirroring.deletes() == Deletes.LEFT_ALONE) {
            return settled(new Outcome.SourceGone());
        }
        Optional<ObjectHead> copy =
                setup.persistence().insist(run, () -> find(setup.destination(), task.destination()));
        if (copy.isEmpty()) {
            return settled(new Outcome.AlreadyGone());
        }
        ListedObject extra = ListedObject.of(task.destination(), copy.get().stamp());
        return mirroring.selection().covers(extra)
                ? deleteUnlessThere(task.source(), task.destination(), Delivered.FIRST, run)
                : settled(new Outcome.Skipped(SkipReason.NOT_SELECTED));
    }

    /**
     * What lies at the destination, where the source's object is itself a copy of it: two buckets that follow each other
     * would otherwise hand one object to and fro for ever.
     */
    private Optional<ETag> origin(ObjectHead source, ObjectKey destination, RunControl run)
            throws SideFailure, WorkStopped {
        if (!source.metadata().user().containsKey(ObjectMetadata.SOURCE_ETAG)) {
            return Optional.empty();
        }
        return setup.persistence()
                .insist(run, () -> find(setup.destination(), destination))
                .filter(there -> Labels.isCopyOf(there.stamp(), source))
                .map(there -> there.stamp().etag());
    }

    /** Whether the source still has what was copied: a slower copy of an older version may have come last. */
    boolean isStill(ObjectKey source, ETag copied, RunControl run) throws SideFailure, WorkStopped {
        Optional<ObjectStamp> now = setup.persistence().insist(run, () -> atSource(source));
        return now.filter(stamp -> stamp.etag().equals(copied)).isPresent();
    }

    private Seen deleteUnlessThere(ObjectKey source, ObjectKey destination, Delivered delivered, RunControl run)
            throws SideFailure, WorkStopped {
        AtomicBoolean tried = new AtomicBoolean();
        Optional<Seen> before = setup.persistence().insist(run, () -> {
            Optional<ObjectStamp> found = atSource(source);
            if (found.isPresent()) {
                return Optional.of(there(source, destination, found.get()));
            }
            seeTheBucket();
            // Where versions are kept, deleting what is gone would leave one delete marker more each time.
            if ((tried.get() || delivered == Delivered.AGAIN)
                    && find(setup.destination(), destination).isEmpty()) {
                // If this very task has asked for it, the answer was lost and not the delete.
                return tried.get() ? Optional.empty() : Optional.of(settled(new Outcome.AlreadyGone()));
            }
            tried.set(true);
            setup.destination().ask(store -> {
                store.delete(destination);
                return destination;
            });
            return Optional.empty();
        });
        if (before.isPresent()) {
            return before.get();
        }
        Optional<ObjectStamp> back = setup.persistence().insist(run, () -> atSource(source));
        return back.filter(stamp -> isSelected(source, stamp)).isPresent()
                ? there(source, destination, back.get())
                : settled(new Outcome.Deleted());
    }

    private Seen there(ObjectKey source, ObjectKey destination, ObjectStamp stamp) {
        return isSelected(source, stamp)
                ? new Seen.ToCopy(new CopyTask(source, destination, stamp))
                : settled(new Outcome.Skipped(SkipReason.NOT_SELECTED));
    }

    private boolean isSelected(ObjectKey source, ObjectStamp stamp) {
        return mirroring.selection().selects(ListedObject.of(source, stamp));
    }

    /** A task that was meant for another worker must not be done by this one, to other buckets. */
    private Optional<Seen> refusal(ObjectKey source, ObjectKey destination) {
        boolean ours = source.value().startsWith(mirroring.selection().sourcePrefix())
                && mirroring.selection().destinationOf(source).equals(destination);
        return ours
                ? Optional.empty()
                : Optional.of(settled(new Outcome.Failed(
                        FailureClass.REJECTED,
                        "not what this worker is for: " + source + " to " + destination + ", and its prefixes are '"
                                + mirroring.selection().sourcePrefix() + "' and '"
                                + mirroring.selection().destinationPrefix() + "'")));
    }

    private Optional<ObjectStamp> atSource(ObjectKey key) throws SideFailure {
        return find(setup.source(), key).map(ObjectHead::stamp);
    }

    private static Optional<ObjectHead> find(Party party, ObjectKey key) throws SideFailure {
        return party.ask(store -> {
            try {
                return Optional.of(store.head(key));
            } catch (StorageException.Missing e) {
                if (e.scope() != FailureScope.OBJECT) {
                    throw e;
                }
                return Optional.empty();
            }
        });
    }

    /** One thread looks, and all who ask meanwhile go by what it saw: they may be hundreds. */
    private void seeTheBucket() throws SideFailure, InterruptedException {
        LongSupplier nanos = setup.persistence().nanos();
        long asked = nanos.getAsLong();
        if (isSeen(asked)) {
            return;
        }
        looking.lockInterruptibly();
        try {
            Look last = look;
            SideFailure failure = last == null ? null : last.failure();
            if (last != null && failure != null && last.ended() - asked >= 0) {
                throw failure;
            }
            if (isSeen(asked)) {
                return;
            }
            String prefix = mirroring.selection().sourcePrefix();
            try {
                setup.source().ask(store -> store.list(new ListRequest(prefix, Optional.empty(), Optional.empty(), 1)));
                look = new Look(nanos.getAsLong(), null);
            } catch (SideFailure e) {
                look = new Look(nanos.getAsLong(), e);
                throw e;
            }
        } finally {
            looking.unlock();
        }
    }

    private boolean isSeen(long now) {
        Look last = look;
        return last != null && last.failure() == null && now - last.ended() <= BUCKET_SEEN.toNanos();
    }

    private record Look(long ended, @Nullable SideFailure failure) {}

    private static Seen settled(Outcome outcome) {
        return new Seen.Settled(outcome);
    }
}
