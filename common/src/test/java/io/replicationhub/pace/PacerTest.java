package io.replicationhub.pace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
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
            pacer.succeeded();
        }
        assertEquals(0, slept);
    }

    @Test
    void afterAComplaintRequestsAreSpacedByWhatWasDoneBefore() throws Exception {
        Pacer pacer = new Pacer(now::get, this::sleep);
        for (int i = 0; i < 2000; i++) {
            pacer.await();
            pacer.succeeded();
            now.addAndGet(1_000_000); // a thousand a second
        }
        pacer.throttled();
        assertTrue(pacer.rate() > 850 && pacer.rate() < 1000, "rate " + pacer.rate());
        long before = now.get();
        for (int i = 0; i < 100; i++) {
            pacer.await();
            pacer.succeeded();
        }
        assertTrue(now.get() - before > 80_000_000, "a hundred in " + (now.get() - before) + " ns");
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
