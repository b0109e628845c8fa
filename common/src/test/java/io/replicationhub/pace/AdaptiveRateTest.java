package io.replicationhub.pace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many threads against a store that takes so many requests a second and refuses the others, in simulated time. */
class AdaptiveRateTest {
    private static final long SECOND = 1_000_000_000L;

    /** Which requests a store takes. */
    private interface Store {
        boolean takes(long now);
    }

    private static Store perSecond(int cap) {
        return new Store() {
            private long second = -1;
            private int taken;

            @Override
            public boolean takes(long now) {
                if (now / SECOND != second) {
                    second = now / SECOND;
                    taken = 0;
                }
                return ++taken <= cap;
            }
        };
    }

    private static Store bucketOfTokens(int cap) {
        return new Store() {
            private double tokens = cap / 10.0;
            private long then;

            @Override
            public boolean takes(long now) {
                tokens = Math.min(cap / 10.0, tokens + (double) (now - then) * cap / SECOND);
                then = now;
                if (tokens < 1) {
                    return false;
                }
                tokens -= 1;
                return true;
            }
        };
    }

    private record Counts(long taken, long refused) {}

    /** Something that a thread does: it asks for a turn, or makes the request for which it has one. */
    private record Step(long at, boolean hasTurn) {}

    private static Counts simulate(Store store, int threads, long latency, int seconds, long seed) {
        return simulate(new AdaptiveRate(), store, threads, latency, 0, 0, seconds * SECOND, seed);
    }

    /** @param counted from when on requests count */
    private static Counts simulate(
            AdaptiveRate rate, Store store, int threads, long latency, long begin, long counted, long end, long seed) {
        Random random = new Random(seed);
        PriorityQueue<Step> steps = new PriorityQueue<>(Comparator.comparingLong(Step::at));
        for (int i = 0; i < threads; i++) {
            steps.add(new Step(begin + random.nextLong(latency), false));
        }
        long taken = 0;
        long refused = 0;
        for (Step step = steps.remove(); step.at < end; step = steps.remove()) {
            long now = step.at;
            if (!step.hasTurn) {
                long wait = rate.reserve(now);
                assertTrue(wait <= SECOND, () -> "told to wait for " + wait + " ns");
                steps.add(new Step(now + wait, wait < AdaptiveRate.FARTHEST_NANOS));
            } else if (store.takes(now)) {
                taken += now >= counted ? 1 : 0;
                rate.answered(now, 1);
                steps.add(new Step(now + latency, false));
            } else {
                refused += now >= counted ? 1 : 0;
                rate.throttled(now);
                steps.add(new Step(now + latency + random.nextLong(200_000_000L), false));
            }
        }
        return new Counts(taken, refused);
    }

    @ParameterizedTest
    @CsvSource({"64, 10", "256, 30", "512, 30"})
    void aStoreThatCountsSecondsIsUsedNearlyFullyAndHardlyPestered(int threads, int latencyMillis) {
        check(simulate(perSecond(3500), threads, latencyMillis * 1_000_000L, 120, 7), 3500L * 120);
    }

    @ParameterizedTest
    @CsvSource({"64, 10", "256, 30", "512, 30"})
    void aStoreThatCountsTokensIsUsedNearlyFullyAndHardlyPestered(int threads, int latencyMillis) {
        check(simulate(bucketOfTokens(3500), threads, latencyMillis * 1_000_000L, 120, 7), 3500L * 120);
    }

    private static void check(Counts counts, long possible) {
        assertTrue(counts.taken >= 0.95 * possible, () -> counts + " of " + possible);
        assertTrue(counts.refused <= 0.035 * counts.taken, () -> counts + " of " + possible);
    }

    @Test
    void nothingIsHeldUpBeforeTheFirstComplaint() {
        AdaptiveRate rate = new AdaptiveRate();
        for (int i = 0; i < 1000; i++) {
            assertEquals(0, rate.reserve(i));
        }
        assertFalse(rate.isLimited());
    }

    @Test
    void aLimitThatIsNoLongerNeededGoesAway() {
        AdaptiveRate rate = new AdaptiveRate();
        long now = 0;
        for (int i = 0; i < 100; i++) {
            rate.answered(now, 1);
        }
        rate.throttled(now);
        for (int i = 0; i < 3000 && rate.isLimited(); i++) {
            now += 10_000_000;
            rate.answered(now, 1);
            rate.reserve(now);
        }
        assertFalse(rate.isLimited());
    }

    /** As after an hour of large objects, when many small ones follow. */
    @Test
    void aComplaintAfterASlowHistoryHoldsNobodyUpForLong() {
        AdaptiveRate rate = new AdaptiveRate();
        long begin = 3600 * SECOND;
        for (long now = 0; now < begin; now += SECOND) {
            rate.answered(now, 1);
        }
        Counts counts =
                simulate(rate, perSecond(3500), 512, 30_000_000L, begin, begin + 3 * SECOND, begin + 13 * SECOND, 7);
        assertTrue(counts.taken >= 0.9 * 3500 * 10, counts::toString);
    }

    @Test
    void whoIsFarBackInTheLineIsServedAtTheRateOfThen() {
        AdaptiveRate rate = new AdaptiveRate();
        rate.throttled(0);
        // Ten a second, doubling: slots that were given away at once would reach 51 s ahead.
        Counts counts = simulate(rate, now -> true, 512, 30_000_000L, 0, 0, 8 * SECOND, 7);
        assertTrue(counts.taken >= 2 * 512, counts::toString);
    }

    @Test
    void aLimitThatBeginsAnewOwesNothingToTheOneBefore() {
        AdaptiveRate rate = new AdaptiveRate();
        rate.answered(0, 100);
        rate.throttled(0);
        long full = 900_000_000L;
        while (rate.reserve(full) < AdaptiveRate.FARTHEST_NANOS) {
            assertTrue(rate.isLimited());
        }
        // Nothing was answered in the last second, so the limit is far from what is asked.
        long later = 1_100_000_000L;
        assertEquals(0, rate.reserve(later));
        assertFalse(rate.isLimited());
        rate.answered(later, 1000);
        rate.throttled(later);
        assertTrue(rate.reserve(later) <= 1_000_000, "it waits for slots of the limit before");
    }
}
