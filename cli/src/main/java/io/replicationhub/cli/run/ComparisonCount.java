package io.replicationhub.cli.run;

import io.replicationhub.cli.show.ComparisonState;
import io.replicationhub.cli.show.Silences;
import io.replicationhub.plan.Amount;
import io.replicationhub.plan.Side;
import java.util.concurrent.atomic.LongAdder;

/** Counts a comparison while it goes on. Thread-safe. */
final class ComparisonCount {
    private final LongAdder source = new LongAdder();
    private final LongAdder destination = new LongAdder();
    private final LongAdder different = new LongAdder();
    private final LongAdder read = new LongAdder();
    private final LongAdder bytesRead = new LongAdder();

    void listed(Side side, Amount more) {
        (side == Side.SOURCE ? source : destination).add(more.objects());
    }

    void different() {
        different.increment();
    }

    /** An object was read on both sides. */
    void read() {
        read.increment();
    }

    /** Bytes of an object that is being read. */
    void compared(long bytes) {
        bytesRead.add(bytes);
    }

    /** Nothing of it holds any more. */
    void restart() {
        for (LongAdder count : new LongAdder[] {source, destination, different, read, bytesRead}) {
            count.reset();
        }
    }

    ComparisonState state(Silences silences) {
        return new ComparisonState(
                source.sum(), destination.sum(), different.sum(), read.sum(), bytesRead.sum(), silences);
    }
}
