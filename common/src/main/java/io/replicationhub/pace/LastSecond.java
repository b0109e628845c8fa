package io.replicationhub.pace;

import java.util.Arrays;

/** How often something happened in the last second, to a tenth of one. Not thread-safe. */
final class LastSecond {
    private static final int SLICES = 10;
    private static final long SLICE_NANOS = 100_000_000L;
    private final long[] counts = new long[SLICES];
    private long slice = Long.MIN_VALUE;

    void add(long now, long times) {
        counts[advance(now)] += times;
    }

    long count(long now) {
        advance(now);
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    void clear() {
        Arrays.fill(counts, 0);
    }

    private int advance(long now) {
        long current = Math.floorDiv(now, SLICE_NANOS);
        if (slice == Long.MIN_VALUE || current - slice >= SLICES) {
            Arrays.fill(counts, 0);
            slice = current;
        }
        while (slice < current) {
            slice++;
            counts[(int) Math.floorMod(slice, (long) SLICES)] = 0;
        }
        return (int) Math.floorMod(current, (long) SLICES);
    }
}
