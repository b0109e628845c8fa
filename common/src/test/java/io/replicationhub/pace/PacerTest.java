package io.replicationhub.pace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PacerTest {
    private final AtomicLong now = new AtomicLong();
    private long slept;

    private void sleep(Duration duration) {
        slept += duration.toNanos();
        now.addAndGet(duration.toNanos());
    }

    @Test
    void aStoreThatDoesNotComplainIsNeverWaitedFor() throws Exception {
        Pacer pacer = new Pacer(now::get, this::sleep);
        for (int i = 0; i < 100_000; i++) {
            pacer.await();
            pacer.answered();
        }
        assertEquals(0, slept);
    }

    @Test
    void afterAComplaintRequestsAreSpacedByWhatWasDoneBefore() throws Exception {
        Pacer pacer = new Pacer(now::get, this::sleep);
        for (int i = 0; i < 2000; i++) {
            pacer.await();
            pacer.answered();
            now.addAndGet(1_000_000); // a thousand a second
        }
        pacer.throttled();
        assertTrue(pacer.rate() > 850 && pacer.rate() < 1000, "rate " + pacer.rate());
        long before = now.get();
        for (int i = 0; i < 100; i++) {
            pacer.await();
            pacer.answered();
        }
        assertTrue(now.get() - before > 80_000_000, "a hundred in " + (now.get() - before) + " ns");
    }

    /** Nothing for an hour, a few requests for large objects: neither says what can be done. */
    @Test
    void whatWasDoneLongAgoDoesNotCount() throws Exception {
        Pacer pacer = new Pacer(now::get, this::sleep);
        for (int hour = 0; hour < 2; hour++) {
            pacer.await();
            pacer.answered();
            now.addAndGet(Duration.ofHours(1).toNanos());
        }
        for (int i = 0; i < 1500; i++) {
            pacer.await();
            pacer.answered();
            now.addAndGet(1_000_000);
        }
        pacer.throttled();
        assertTrue(pacer.rate() > 850 && pacer.rate() < 1100, "rate " + pacer.rate());
    }

    @Test
    void whoWaitsLooksAgainAfterASecondAtTheLatest() throws Exception {
        List<Duration> naps = new ArrayList<>();
        Pacer pacer = new Pacer(now::get, nap -> {
            naps.add(nap);
            if (nap.equals(Duration.ofSeconds(1))) {
                sleep(nap);
            }
        });
        pacer.throttled();
        // As by as many threads at once: time stands still while there is a slot.
        for (int i = 0; i < 20; i++) {
            pacer.await();
        }
        assertTrue(naps.contains(Duration.ofSeconds(1)), naps::toString);
        assertTrue(naps.stream().allMatch(nap -> nap.compareTo(Duration.ofSeconds(1)) <= 0), naps::toString);
    }

    @Test
    void aBandwidthIsKeptOverManySmallPieces() throws Exception {
        Bandwidth bandwidth = new Bandwidth(1_000_000, now::get, this::sleep);
        for (int i = 0; i < 5000; i++) {
            bandwidth.passed(1000);
        }
        double seconds = now.get() / 1e9;
        assertTrue(seconds > 4.8 && seconds < 5.1, "five million bytes in " + seconds + " s");
    }
}
