package io.replicationhub.testkit;

import java.util.stream.LongStream;

/**
 * Runs one test for many seeds. {@code -Ddrh.seed=N} replays a single seed, {@code -Ddrh.rounds=N} runs another number of
 * them; a failure names its seed.
 */
public final class Seeds {
    private static final String ONE = "drh.seed";
    private static final String ROUNDS = "drh.rounds";

    private Seeds() {}

    /** A test of one seed: all that is random in it comes from there. */
    @FunctionalInterface
    public interface Seeded {
        void run(long seed) throws Exception;
    }

    /** The seeds to try: 1 to {@code rounds}, unless the properties say otherwise. */
    public static LongStream upTo(int rounds) {
        String one = System.getProperty(ONE, "");
        if (!one.isEmpty()) {
            return LongStream.of(Long.parseLong(one));
        }
        String other = System.getProperty(ROUNDS, "");
        return LongStream.rangeClosed(1, other.isEmpty() ? rounds : Long.parseLong(other));
    }

    /** Runs the test for each seed; the first that fails ends it, with the seed in the message. */
    public static void each(int rounds, Seeded test) {
        upTo(rounds).forEach(seed -> {
            try {
                test.run(seed);
            } catch (Exception | AssertionError e) {
                throw new AssertionError("seed " + seed + " (replay with -D" + ONE + '=' + seed + "): " + e, e);
            }
        });
    }
}
