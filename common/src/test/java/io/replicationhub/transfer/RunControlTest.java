package io.replicationhub.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.StorageException;
import io.replicationhub.plan.Side;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** An invocation of 900 seconds, the last 20 of them for its ending. */
class RunControlTest {
    private static final ObjectStore UNASKED = (ObjectStore) Proxy.newProxyInstance(
            RunControlTest.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, (store, question, about) -> {
                throw new IllegalStateException("asked for " + question.getName());
            });

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

    /** A store that took half a minute to say nothing may do so again, and what is cut off then is lost for long. */
    @Test
    void anAttemptThatFailsSlowlyIsMeasuredToo() {
        var attempts = new AtomicInteger();
        at(830);
        assertThrows(
                WorkStopped.class,
                () -> insist(() -> {
                    attempts.incrementAndGet();
                    now.addAndGet(seconds(40));
                    throw failure(new StorageException.Unavailable(FailureScope.OBJECT, "nothing came for 40 s", null));
                }));
        assertEquals(1, attempts.get(), "another would have ended at 910 s");
        assertFalse(run.halted().isPresent());
    }

    @Test
    void whatFailsAtOnceTakesNothingOffTheMeasure() throws Exception {
        assertEquals("made", insist(() -> {
            now.addAndGet(seconds(40));
            return "made";
        }));
        assertThrows(
                SideFailure.class,
                () -> insist(() -> {
                    throw failure(new StorageException.Denied(FailureScope.OBJECT, "no", null));
                }));
        at(839);
        assertFalse(run.isStopping());
        at(840);
        assertTrue(run.isStopping());
    }

    private <T> T insist(Persistence.Attempt<T> attempt) throws Exception {
        return Persistence.usual(time -> now.addAndGet(time.toNanos()), new Random(1), now::get)
                .insist(run, attempt);
    }

    private SideFailure failure(StorageException what) {
        var watch = new OutageWatch(Duration.ofMinutes(5), Duration.ofMinutes(5), () -> true, now::get);
        return new SideFailure(new Party(Side.SOURCE, UNASKED, watch), what);
    }

    private void at(long second) {
        now.set(-12_345 + seconds(second));
    }

    private static long seconds(long count) {
        return Duration.ofSeconds(count).toNanos();
    }
}
