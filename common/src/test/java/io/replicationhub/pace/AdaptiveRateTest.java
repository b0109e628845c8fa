package io.replicationhub.pace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

    private static Counts simulate(Store store, int threads, long latency, int seconds, long seed) {
        AdaptiveRate rate = new AdaptiveRate();
        Random random = new Random(seed);
        // Each entry is the time at which a thread's request reaches the store.
        PriorityQueue<Long> arrivals = new PriorityQueue<>();
        for (int i = 0; i < threads; i++) {
            arrivals.add(random.nextLong(latency));
        }
        long taken = 0;
        long refused = 0;
        for (long now = arrivals.remove(); now < seconds * SECOND; now = arrivals.remove()) {
            long again;
            if (store.takes(now)) {
                taken++;
                rate.succeeded(now, 1);
                again = now + latency;
            } else {
                refused++;
                rate.throttled(now);
                again = now + latency + random.nextLong(200_000_000L);
            }
            arrivals.add(again + rate.reserve(now));
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
        assertTrue(counts.refused <= 0.03 * counts.taken, () -> counts + " of " + possible);
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
            rate.succeeded(now, 1);
        }
        rate.throttled(now);
        for (int i = 0; i < 3000 && rate.isLimited(); i++) {
            now += 10_000_000;
            rate.succeeded(now, 1);
            rate.reserve(now);
        }
        assertFalse(rate.isLimited());
    }
}
