package io.replicationhub.plan;

import io.replicationhub.object.StorageException;
import io.replicationhub.retry.Silence;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes requests again where that may help: to one side, or each to both. A failure that every request meets is an outage: it uses up no
 * attempt, and is ridden out for as long as the settings say. Thread-safe.
 */
public final class Patience {
    /** Waits during an outage do not grow beyond this, so that its end is soon noticed. */
    private static final int LONGEST_OUTAGE_DOUBLING = 4;

    private final DiffSettings settings;
    private volatile long lastAnswer;
    /** While one is ridden out. */
    private volatile @Nullable Outage current;

    private record Outage(long since, String reason) {}

    public Patience(DiffSettings settings) {
        this.settings = settings;
        this.lastAnswer = settings.nanos().getAsLong();
    }

    /** One attempt. */
    @FunctionalInterface
    public interface Request<T> {
        T make() throws StorageException;
    }

    /** Throws the last failure, when it is permanent, no attempt is left, or the side has been out for too long. */
    public <T> T insist(Request<T> request) throws StorageException, InterruptedException {
        int failed = 0;
        int silent = 0;
        long firstBegan = settings.nanos().getAsLong();
        while (true) {
            long began = settings.nanos().getAsLong();
            try {
                T answer = request.make();
                heard();
                return answer;
            } catch (StorageException e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException(e.getMessage());
                }
                if (!e.isTransient()) {
                    throw e;
                }
                if (isOutage(e, began)) {
                    silent = Math.min(silent + 1, LONGEST_OUTAGE_DOUBLING);
                    rideOut(e, firstBegan, silent);
                } else {
                    failed++;
                    if (!settings.retry().allowsAfter(failed)) {
                        throw e;
                    }
                    settings.sleeper().sleep(settings.retry().delayAfter(failed, settings.random()));
                }
            }
        }
    }

    /** Whether nobody has had an answer for as long as an outage may last. */
    public boolean isOut() {
        Duration outage = settings.outage();
        return !outage.isZero() && settings.nanos().getAsLong() - lastAnswer >= outage.toNanos();
    }

    /** What is waited for, while an outage is ridden out. */
    public Optional<Silence> silence() {
        Outage now = current;
        return now == null
                ? Optional.empty()
                : Optional.of(new Silence(Duration.ofNanos(settings.nanos().getAsLong() - now.since()), now.reason()));
    }

    /** There was a sign of life, such as some of a body that is not at its end yet. */
    public void heard() {
        lastAnswer = settings.nanos().getAsLong();
        if (current != null) {
            current = null;
        }
    }

    /** Whether nobody has had an answer from the side since the attempt began; being told to slow down is one. */
    private boolean isOutage(StorageException e, long began) {
        if (e instanceof StorageException.Throttled) {
            heard();
            return false;
        }
        return !settings.outage().isZero() && lastAnswer - began < 0;
    }

    private void rideOut(StorageException e, long firstBegan, int silent)
            throws StorageException, InterruptedException {
        long last = lastAnswer;
        long since = last - firstBegan > 0 ? last : firstBegan;
        long left = settings.outage().toNanos() - (settings.nanos().getAsLong() - since);
        if (left <= 0) {
            throw e;
        }
        current = new Outage(since, String.valueOf(e.getMessage()));
        Duration pause = settings.retry().delayAfter(silent, settings.random());
        settings.sleeper().sleep(Duration.ofNanos(Math.min(pause.toNanos(), left)));
    }
}
