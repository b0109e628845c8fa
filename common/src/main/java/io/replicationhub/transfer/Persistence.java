package io.replicationhub.transfer;

import io.replicationhub.object.StorageException;
import io.replicationhub.retry.RetryPolicy;
import io.replicationhub.retry.Sleeper;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Tries again what may succeed: the middle one of the three levels of retrying (docs/limits.md). A failure that nobody
 * else on that side escapes either is an outage and uses up no attempt; it ends the run when it lasts too long. A failure
 * that every object would meet, such as unknown credentials, ends it at once.
 *
 * @param ordinary for what fails by itself
 * @param throttled for what the store asks to do later; more patient, since nothing is wrong with it
 * @param random thread-safe
 * @param nanos the clock of both sides' {@link OutageWatch}
 */
public record Persistence(
        RetryPolicy ordinary, RetryPolicy throttled, Sleeper sleeper, RandomGenerator random, LongSupplier nanos) {
    /** Four attempts: three waits of up to 0.2, 0.4 and 0.8 s. */
    public static final RetryPolicy ORDINARY = new RetryPolicy(4, Duration.ofMillis(200), Duration.ofSeconds(5));
    /** Ten attempts: waits of up to 0.2 s doubling to 10 s, a minute at most in all. */
    public static final RetryPolicy THROTTLED = new RetryPolicy(10, Duration.ofMillis(200), Duration.ofSeconds(10));
    /** Waits during an outage do not grow beyond this, so that its end is soon noticed. */
    private static final int LONGEST_OUTAGE_DOUBLING = 4;

    public static Persistence usual(Sleeper sleeper, RandomGenerator random, LongSupplier nanos) {
        return new Persistence(ORDINARY, THROTTLED, sleeper, random, nanos);
    }

    /** Something that may fail and may be done again. */
    @FunctionalInterface
    public interface Attempt<T> {
        T make() throws SideFailure, WorkStopped, InterruptedException;
    }

    /**
     * Makes attempts until one succeeds.
     *
     * @throws SideFailure the last one's, when it is permanent or no attempt is left
     * @throws WorkStopped when the run does not go on
     */
    public <T> T insist(RunControl run, Attempt<T> attempt) throws SideFailure, WorkStopped {
        int failed = 0;
        int throttles = 0;
        int outages = 0;
        while (true) {
            long began = nanos.getAsLong();
            try {
                return measured(run, began, attempt);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new WorkStopped();
            } catch (SideFailure e) {
                refuse(e, run);
                Duration pause;
                if (e.failure() instanceof StorageException.Throttled) {
                    throttles++;
                    e.party().watch().succeeded();
                    pause = next(e, throttled, throttles);
                } else if (isOutage(e, began, run)) {
                    outages = Math.min(outages + 1, LONGEST_OUTAGE_DOUBLING);
                    pause = ordinary.delayAfter(outages, random);
                } else {
                    failed++;
                    pause = next(e, ordinary, failed);
                }
                rest(run, pause);
            }
        }
    }

    /** Those that fail count, too: what took half a minute to fail may take it again. */
    private <T> T measured(RunControl run, long began, Attempt<T> attempt)
            throws SideFailure, WorkStopped, InterruptedException {
        try {
            return attempt.make();
        } finally {
            run.took(nanos.getAsLong() - began);
        }
    }

    private static void refuse(SideFailure e, RunControl run) throws SideFailure, WorkStopped {
        if (e.endsTheRun()) {
            run.halt(new Halt.SideFailed(e.side(), e.failure().failureClass(), String.valueOf(e.getMessage())));
            throw new WorkStopped();
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new WorkStopped();
        }
        if (!e.failure().isTransient()) {
            throw e;
        }
        run.check();
    }

    private static boolean isOutage(SideFailure e, long began, RunControl run) throws WorkStopped {
        if (!(e.failure() instanceof StorageException.Unavailable unavailable)) {
            return false;
        }
        return switch (e.party().watch().judge(began, unavailable)) {
            case OBJECT -> false;
            case OUTAGE -> true;
            case LOST -> {
                run.halt(new Halt.SideFailed(e.side(), e.failure().failureClass(), String.valueOf(e.getMessage())));
                throw new WorkStopped();
            }
        };
    }

    private Duration next(SideFailure e, RetryPolicy policy, int failures) throws SideFailure {
        if (!policy.allowsAfter(failures)) {
            throw e;
        }
        return policy.delayAfter(failures, random);
    }

    private void rest(RunControl run, Duration pause) throws WorkStopped {
        run.check();
        try {
            sleeper.sleep(Duration.ofNanos(Math.min(pause.toNanos(), run.nanosLeft())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WorkStopped();
        }
        run.check();
    }
}
