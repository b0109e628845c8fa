package io.replicationhub.testkit.memory;

import java.util.random.RandomGenerator;

/**
 * What SQS may do to messages and tests must meet.
 *
 * @param duplicates the share of messages that come twice
 * @param reordered whether messages come in any order
 */
public record QueueTrouble(RandomGenerator random, double duplicates, Reordering reordered) {
    /** Whether a message may overtake another. */
    public enum Reordering {
        NONE,
        ANY
    }

    public static QueueTrouble none() {
        return new QueueTrouble(RandomGenerator.of("L64X128MixRandom"), 0, Reordering.NONE);
    }

    boolean duplicatesThis() {
        return duplicates > 0 && random.nextDouble() < duplicates;
    }

    /** Which of so many waiting messages comes next. */
    int next(int waiting) {
        return reordered == Reordering.ANY ? random.nextInt(waiting) : 0;
    }
}
