package io.replicationhub.transfer;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether a run goes on: until it is halted, told to drain, or out of time. A run that does not go on finishes the
 * requests that are under way and begins none. Thread-safe.
 */
public final class RunControl {
    private final LongSupplier nanos;
    private final long stopAtNanos;
    private final @Nullable RunControl whole;
    private final AtomicReference<@Nullable Halt> halt = new AtomicReference<>();
    private volatile boolean draining;

    private RunControl(LongSupplier nanos, long stopAtNanos, @Nullable RunControl whole) {
        this.nanos = nanos;
        this.stopAtNanos = stopAtNanos;
        this.whole = whole;
    }

    public static RunControl unlimited() {
        return new RunControl(() -> 0, Long.MAX_VALUE, null);
    }

    /** Ends by itself at a moment of the given clock. */
    public static RunControl until(long stopAtNanos, LongSupplier nanos) {
        return new RunControl(nanos, stopAtNanos, null);
    }

    /** A part of this run, which ends with it, and by itself at a moment of the given clock. What halts it halts the run. */
    public RunControl atMost(long partStopsAtNanos, LongSupplier clock) {
        return new RunControl(clock, partStopsAtNanos, this);
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
        return draining || halt.get() != null || nanosLeft() <= 0 || whole != null && whole.isStopping();
    }

    /** Throws where the run does not go on. */
    public void check() throws WorkStopped {
        if (isStopping()) {
            throw new WorkStopped();
        }
    }

    /** Until the run ends by itself; very long where it does not. */
    long nanosLeft() {
        long own = stopAtNanos == Long.MAX_VALUE ? Long.MAX_VALUE : stopAtNanos - nanos.getAsLong();
        return whole == null ? own : Math.min(own, whole.nanosLeft());
    }
}
