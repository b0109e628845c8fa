package io.replicationhub.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** An invocation of 900 seconds, the last 20 of them for its ending. */
class RunControlTest {
    private final AtomicLong now = new AtomicLong(-12_345);
    private final RunControl run = RunControl.until(now.get() + seconds(880), Duration.ofSeconds(20), now::get);

    @Test
    void attemptsThatTheEndingHasRoomForDoNotEndARunSooner() {
        run.took(seconds(8));
        at(879);
        assertFalse(run.isStopping());
        at(880);
        assertTrue(run.isStopping());
    }

    /** The next one may take 50 s: begun at 840 s it has ended at 890 s, and ten are left to tell the queue. */
    @Test
    void attemptsThatTakeLongerEndARunInTimeForAnother() {
        run.took(seconds(40));
        run.took(seconds(3));
        at(839);
        assertFalse(run.isStopping());
        at(840);
        assertTrue(run.isStopping());
    }

    /** Else an object whose parts take longer than an invocation likes would never get on. */
    @Test
    void theFirstAttemptIsBegunHoweverLongOthersTookBefore() {
        run.took(seconds(700));
        at(20);
        assertTrue(run.isStopping());
        var next = RunControl.until(now.get() + seconds(880), Duration.ofSeconds(20), now::get);
        assertFalse(next.isStopping());
    }

    @Test
    void aPartOfARunStopsWithIt() {
        RunControl part = run.atMost(now.get() + seconds(870), now::get);
        part.took(seconds(40));
        at(839);
        assertFalse(part.isStopping());
        at(840);
        assertTrue(part.isStopping());
        assertTrue(run.isStopping());
    }

    @Test
    void aRunThatNobodyCutsOffIsNotShortened() {
        var patient = RunControl.until(now.get() + seconds(880), now::get);
        patient.took(seconds(300));
        RunControl.unlimited().took(seconds(300));
        at(879);
        assertFalse(patient.isStopping());
        assertFalse(RunControl.unlimited().isStopping());
    }

    @Test
    void whatIsInsistedOnIsMeasured() throws Exception {
        var persistence = Persistence.usual(time -> {}, new Random(1), now::get);
        assertEquals("made", persistence.insist(run, () -> {
            now.addAndGet(seconds(40));
            return "made";
        }));
        now.addAndGet(seconds(799));
        assertFalse(run.isStopping());
        now.addAndGet(seconds(1));
        assertTrue(run.isStopping());
    }

    private void at(long second) {
        now.set(-12_345 + seconds(second));
    }

    private static long seconds(long count) {
        return Duration.ofSeconds(count).toNanos();
    }
}
