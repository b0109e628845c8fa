package io.replicationhub.localservers.faults;

import java.util.SplittableRandom;

/** Which of the requests that match a rule it acts on. The first one has number 1. */
@FunctionalInterface
public interface Turn {
    boolean comes(long matchNumber);

    static Turn always() {
        return n -> true;
    }

    /** Counts without acting. */
    static Turn never() {
        return n -> false;
    }

    static Turn nth(long number) {
        return n -> n == number;
    }

    static Turn first(long count) {
        return n -> n <= count;
    }

    static Turn after(long count) {
        return n -> n > count;
    }

    static Turn every(long step) {
        return n -> n % step == 0;
    }

    /**
     * Each match by chance. The same seed chooses the same match numbers; which request gets which number is up to the
     * order of their arrival.
     */
    static Turn chance(double probability, long seed) {
        return n -> new SplittableRandom(seed * 0x9E3779B97F4A7C15L + n).nextDouble() < probability;
    }
}
