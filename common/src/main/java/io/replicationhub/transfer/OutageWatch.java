package io.replicationhub.transfer;

import io.replicationhub.object.ListRequest;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.StorageException;
import io.replicationhub.retry.Silence;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Tells an outage of one side from the trouble of one object. While nobody has any success on a side, a failure says
 * nothing of the object that met it. Where it may be either, the side is asked something else. Thread-safe.
 */
public final class OutageWatch {
    private static final long NEVER = Long.MIN_VALUE;
    /** Successes are noted no more often than this. */
    private static final long GRAIN_NANOS = Duration.ofMillis(5).toNanos();
    /** A side that is out is asked no more often than this whether it is back. */
    private static final long PROBE_NANOS = Duration.ofMillis(500).toNanos();
    /** How long a connection's silence goes on before it fails: so long the next byte of an answer is waited for. */
    private static final long UNNOTICED_NANOS = Duration.ofSeconds(30).toNanos();

    private final Duration patience;
    private final Duration firstContact;
    private final BooleanSupplier probe;
    private final LongSupplier nanos;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile long lastSuccess = NEVER;
    private volatile long failingSince = NEVER;
    private volatile long lastSilence = NEVER;
    private volatile String lastReason = "";

    /** What a failure is a sign of. */
    enum Sign {
        /** The side is well: it is this object's own trouble. */
        OBJECT,
        /** The side is out; there is hope. */
        OUTAGE,
        /** The side has been out for too long. */
        LOST
    }

    /**
     * @param patience how long a side may be out
     * @param firstContact the same for a side that has never answered yet
     * @param probe asks the side something cheap: whether it answered at all
     */
    public OutageWatch(Duration patience, Duration firstContact, BooleanSupplier probe, LongSupplier nanos) {
        this.patience = patience;
        this.firstContact = firstContact;
        this.probe = probe;
        this.nanos = nanos;
    }

    /** Whether a store answers anything, a refusal included. One list request of one key. */
    public static BooleanSupplier answers(ObjectStore store) {
        return () -> {
            try {
                return store.list(new ListRequest("", Optional.empty(), Optional.empty(), 1)) != null;
            } catch (StorageException.Unavailable e) {
                return false;
            } catch (StorageException e) {
                return true;
            }
        };
    }

    /** The side answered. */
    public void succeeded() {
        long now = nanos.getAsLong();
        long last = lastSuccess;
        if (last == NEVER || now - last > GRAIN_NANOS || failingSince != NEVER) {
            lastSuccess = now;
            failingSince = NEVER;
        }
    }

    /** What the side is waited for, while it is out. */
    public Optional<Silence> silence() {
        long since = failingSince;
        return since == NEVER
                ? Optional.empty()
                : Optional.of(new Silence(Duration.ofNanos(nanos.getAsLong() - since), lastReason));
    }

    /** Judges a failure, just met, of an attempt that began at a moment of this watch's clock. */
    Sign judge(long attemptBegan, StorageException.Unavailable failure) {
        long last = lastSuccess;
        if (last != NEVER && last - attemptBegan >= 0) {
            return Sign.OBJECT;
        }
        lastReason = String.valueOf(failure.getMessage());
        if (failingSince == NEVER) {
            failingSince = silentSince(attemptBegan, failure);
        }
        return switch (ask()) {
            case ANSWERED -> Sign.OBJECT;
            case NOT_KNOWN -> Sign.OUTAGE;
            case SILENT -> {
                long since = failingSince;
                Duration limit = lastSuccess == NEVER ? firstContact : patience;
                yield since != NEVER && nanos.getAsLong() - since >= limit.toNanos() ? Sign.LOST : Sign.OUTAGE;
            }
        };
    }

    /**
     * A connection that broke may have carried bytes until just then, however long ago the attempt began. One that was
     * waited for in vain carried none while it was, which is told by how it failed.
     */
    private long silentSince(long attemptBegan, StorageException failure) {
        long now = nanos.getAsLong();
        if (!isTimeout(failure)) {
            return now;
        }
        long earliest = now - UNNOTICED_NANOS;
        return attemptBegan - earliest > 0 ? attemptBegan : earliest;
    }

    private static boolean isTimeout(StorageException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedIOException) {
                return true;
            }
        }
        return false;
    }

    /** What is known of the side just now. */
    private enum Answer {
        ANSWERED,
        SILENT,
        /** Another thread is asking. */
        NOT_KNOWN
    }

    private Answer ask() {
        if (!asking.tryLock()) {
            return Answer.NOT_KNOWN;
        }
        try {
            long now = nanos.getAsLong();
            if (lastSilence != NEVER && now - lastSilence < PROBE_NANOS) {
                return Answer.SILENT;
            }
            if (probe.getAsBoolean()) {
                succeeded();
                return Answer.ANSWERED;
            }
            lastSilence = nanos.getAsLong();
            return Answer.SILENT;
        } finally {
            asking.unlock();
        }
    }
}
