package io.replicationhub.plan;

import java.util.Arrays;

/** How far apart successive pages were of late, over all walkers. Not thread-safe. */
final class Strides {
    private static final int KEPT = 32;

    private final int[] levels = new int[KEPT];
    private final double[] widths = new double[KEPT];
    private int count;
    private boolean supposed;

    /** As {@link #add}, until something better is known. */
    void suppose(String earlier, String later, KeyShape shape) {
        add(earlier, later, shape);
        supposed = true;
    }

    /** A page ended at one key and the next one at the other. */
    void add(String earlier, String later, KeyShape shape) {
        if (supposed) {
            count = 0;
            supposed = false;
        }
        int level = KeyShape.commonLength(earlier, later);
        int at = count % KEPT;
        levels[at] = level;
        widths[at] = shape.value(later, level) - shape.value(earlier, level);
        count++;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** The mean distance between ends of pages, as a number from position {@code from} on in keys like this one. */
    double mean(String key, int from, KeyShape shape) {
        int kept = Math.min(count, KEPT);
        double sum = 0;
        for (int i = 0; i < kept; i++) {
            // A stride at an earlier position than all keys of a stretch share was out of it.
            sum += levels[i] < from ? 0 : widths[i] * shape.weight(key, from, levels[i]);
        }
        return sum / kept;
    }

    /** A position at which pages often differ; three of four do so there or later. */
    int level() {
        int kept = Math.min(count, KEPT);
        int[] sorted = Arrays.copyOf(levels, kept);
        Arrays.sort(sorted);
        return sorted[kept / 4];
    }
}
