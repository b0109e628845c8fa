package io.replicationhub.transfer;

import io.replicationhub.object.MultipartUploads;
import io.replicationhub.object.PassesOn;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.UploadId;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether parts are passed on to the destination: by the first part that might be, while the others wait. A
 * trial that is not answered teaches nothing. What memory holds is held then, for this time; what it does not hold fails
 * as the trial did, to be made again like whatever failed so. Thread-safe.
 */
final class PassingTrial {
    /** After a trial without an answer, parts that can be held do not ask for another before this. */
    static final Duration PAUSE = Duration.ofSeconds(30);

    private final Party destination;
    private final TransferSetup setup;
    private final ReentrantLock trying = new ReentrantLock();
    /** The last trial that was not answered. */
    private volatile @Nullable Unanswered unanswered;

    private record Unanswered(StorageException failure, long atNanos) {}

    PassingTrial(TransferSetup setup) {
        this.setup = setup;
        this.destination = setup.destination();
    }

    /** Asks nobody. */
    PassesOn known() {
        return destination.store().uploads().passesOn();
    }

    /** Whether a part can be held in memory. */
    boolean holds(long length) {
        return length <= setup.buffers().largest();
    }

    /**
     * Whether this part is passed on, this time.
     *
     * @throws SideFailure where it is not known, and the part cannot be held
     */
    boolean passesOn(UploadId upload, int number, long length) throws SideFailure, InterruptedException {
        if (known() == PassesOn.NOT_KNOWN && isWorthATrial(length)) {
            tryOnce(upload, number, length);
        }
        return known() == PassesOn.YES;
    }

    private boolean isWorthATrial(long length) {
        @Nullable Unanswered last = unanswered;
        return length > MultipartUploads.TRIAL_BYTES && (!holds(length) || last == null || isToBeTriedAgain(last));
    }

    private boolean isToBeTriedAgain(Unanswered last) {
        return !trying.isLocked() && setup.persistence().nanos().getAsLong() - last.atNanos() >= PAUSE.toNanos();
    }

    private void tryOnce(UploadId upload, int number, long length) throws SideFailure, InterruptedException {
        @Nullable Unanswered before = unanswered;
        trying.lockInterruptibly();
        try {
            // Who waited for another's trial takes what came of it.
            if (known() == PassesOn.NOT_KNOWN && Objects.equals(unanswered, before)) {
                ask(upload, number);
            }
        } finally {
            trying.unlock();
        }
        @Nullable Unanswered last = unanswered;
        if (known() == PassesOn.NOT_KNOWN && !holds(length) && last != null) {
            throw destination.failure(last.failure());
        }
    }

    private void ask(UploadId upload, int number) throws SideFailure {
        try {
            destination.ask(store -> store.uploads().tryPassingOn(upload, number));
        } catch (SideFailure e) {
            if (!e.failure().isTransient()) {
                // The part would meet it, too.
                throw e;
            }
            unanswered = new Unanswered(e.failure(), setup.persistence().nanos().getAsLong());
        }
    }
}
