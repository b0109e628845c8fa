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
    private final AtomicReference<@Nullable Halt> halt = new AtomicReference<>();
    private volatile boolean draining;

    private RunControl(LongSupplier nanos, long stopAtNanos) {
        this.nanos = nanos;
        this.stopAtNanos = stopAtNanos;
    }

    public static RunControl unlimited() {
        return new RunControl(() -> 0, Long.MAX_VALUE);
    }

    /** Ends by itself at a moment of the given clock. */
    public static RunControl until(long stopAtNanos, LongSupplier nanos) {
        return new RunControl(nanos, stopAtNanos);
    }

    /** Ends the run, for a reason. The first reason stays. */
    public void halt(Halt why) {
        halt.compareAndSet(null, why);
    }

    public Optional<Halt> halted() {
        return Optional.ofNullable(halt.get());
    }

    /** Ends the run without anything being wrong. */
    public void drain() {
        draining = true;
    }

    public boolean isStopping() {
        return draining || halt.get() != null || nanosLeft() <= 0;
    }

    /** Throws where the run does not go on. */
    public void check() throws WorkStopped {
        if (isStopping()) {
            throw new WorkStopped();
        }
    }

    /** Until the run ends by itself; very long where it does not. */
    long nanosLeft() {
        return stopAtNanos == Long.MAX_VALUE ? Long.MAX_VALUE : stopAtNanos - nanos.getAsLong();
    }
}
