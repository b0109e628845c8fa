package io.replicationhub.transfer;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether a run goes on: until it is halted, told to drain, or out of time. A run that does not go on finishes the
 * requests that are under way and begins none. Thread-safe.
 *
 * <p>Where an end is told, at which everything is cut off, the run stops sooner the longer its attempts take: what is
 * begun is to be done with before the ending is half over. Over a slow line a part may take minutes.
 */
public final class RunControl {
    private static final long NEVER_CUT_OFF = Long.MAX_VALUE;
    /** The next attempt may take this much longer than the longest so far. */
    private static final double SLOWER_YET = 1.25;

    private static final int HALF = 2;

    private final LongSupplier nanos;
    private final long stopAtNanos;
    private final @Nullable RunControl whole;
    private final long endingNanos;
    private final AtomicLong longestNanos = new AtomicLong();
    private final AtomicReference<@Nullable Halt> halt = new AtomicReference<>();
    private volatile boolean draining;

    private RunControl(LongSupplier nanos, long stopAtNanos, long endingNanos, @Nullable RunControl whole) {
        this.nanos = nanos;
        this.endingNanos = endingNanos;
        this.stopAtNanos = stopAtNanos;
        this.whole = whole;
    }

    public static RunControl unlimited() {
        return new RunControl(() -> 0, Long.MAX_VALUE, NEVER_CUT_OFF, null);
    }

    /** Ends by itself at a moment of the given clock. */
    public static RunControl until(long stopAtNanos, LongSupplier nanos) {
        return new RunControl(nanos, stopAtNanos, NEVER_CUT_OFF, null);
    }

    /**
     * Ends by itself at a moment of the given clock, or sooner where attempts take long.
     *
     * @param ending what is left from then on, until all that is still under way is cut off
     */
    public static RunControl until(long stopAtNanos, Duration ending, LongSupplier nanos) {
        return new RunControl(nanos, stopAtNanos, ending.toNanos(), null);
    }

    /** A part of this run, which ends with it, and by itself at a moment of the given clock. What halts it halts the run. */
    public RunControl atMost(long partStopsAtNanos, LongSupplier clock) {
        return new RunControl(clock, partStopsAtNanos, NEVER_CUT_OFF, this);
    }

    /** Ends the run, for a reason. The first reason stays. */
    public void halt(Halt why) {
        if (whole == null) {
            halt.compareAndSet(null, why);
        } else {
            whole.halt(why);
        }
    }

    public Optional<Halt> halted() {
        return whole == null ? Optional.ofNullable(halt.get()) : whole.halted();
    }

    /** Ends the run without anything being wrong. */
    public void drain() {
        draining = true;
    }

    public boolean isStopping() {
        return draining || halt.get() != null || nanosLeft() <= nanosKept() || whole != null && whole.isStopping();
    }

    /** Throws where the run does not go on. */
    public void check() throws WorkStopped {
        if (isStopping()) {
            throw new WorkStopped();
        }
    }

    /** An attempt at an object or a part took so long; others may take as long. */
    void took(long attemptNanos) {
        longestNanos.accumulateAndGet(attemptNanos, Math::max);
        if (whole != null) {
            whole.took(attemptNanos);
        }
    }

    /** What an attempt that is begun now would want of the time for tasks, beside half of the ending. */
    private long nanosKept() {
        return Math.max(0, (long) (longestNanos.get() * SLOWER_YET) - endingNanos / HALF);
    }

    /** Until the run ends by itself; very long where it does not. */
    long nanosLeft() {
        long own = stopAtNanos == Long.MAX_VALUE ? Long.MAX_VALUE : stopAtNanos - nanos.getAsLong();
        return whole == null ? own : Math.min(own, whole.nanosLeft());
    }
}
