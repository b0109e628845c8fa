package io.replicationhub.localservers.mapping;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What a mapping has done so far, as Lambda's own metrics would tell. Thread-safe. */
public final class InvocationCounts {
    private final LongAdder invocations = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final LongAdder deleted = new LongAdder();
    private final LongAdder left = new LongAdder();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger runningMost = new AtomicInteger();

    InvocationCounts() {}

    public long invocations() {
        return invocations.sum();
    }

    /** Invocations that threw, or whose answer named no message of the batch: nothing of them was deleted. */
    public long errors() {
        return errors.sum();
    }

    /** Messages that succeeded. */
    public long deleted() {
        return deleted.sum();
    }

    /** Messages that were left to their visibility timeout. */
    public long left() {
        return left.sum();
    }

    /** The most invocations that ran at once. */
    public int concurrencyMost() {
        return runningMost.get();
    }

    int running() {
        return running.get();
    }

    void begun() {
        invocations.increment();
        runningMost.accumulateAndGet(running.incrementAndGet(), Math::max);
    }

    void ended(int deletedNow, int leftNow) {
        running.decrementAndGet();
        deleted.add(deletedNow);
        left.add(leftNow);
    }

    void error() {
        errors.increment();
    }
}
