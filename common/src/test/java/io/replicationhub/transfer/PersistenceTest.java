package io.replicationhub.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PersistenceTest {
    private final AtomicLong now = new AtomicLong();
    private final Persistence persistence = Persistence.usual(
            pause -> {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                now.addAndGet(pause.toNanos());
            },
            new Random(1),
            now::get);

    @AfterEach
    void leaveNoInterruptBehind() {
        Thread.interrupted();
    }

    /** docs/limits.md says so, and what hides a message from others is planned by it. */
    @Test
    void theWaitsOfOneObjectAreShort() {
        assertEquals(Duration.ofMillis(1400), Persistence.ORDINARY.longestWait());
        assertEquals(Duration.ofMillis(42_600), Persistence.THROTTLED.longestWait());
    }

    @Test
    void anInterruptEndsTheWorkAndIsNotForgotten() {
        assertThrows(
                WorkStopped.class,
                () -> persistence.insist(RunControl.unlimited(), () -> {
                    throw new InterruptedException();
                }));
        assertTrue(Thread.interrupted());
    }

    @Test
    void aRunThatIsOutOfTimeBeginsNothing() {
        RunControl run = RunControl.until(1_000, now::get);
        assertTrue(!run.isStopping());
        now.set(1_000);
        assertTrue(run.isStopping());
        assertThrows(WorkStopped.class, run::check);
    }
}
