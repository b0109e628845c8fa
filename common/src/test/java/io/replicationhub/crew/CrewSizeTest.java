package io.replicationhub.crew;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drives the size of a crew with models of what it works on. */
class CrewSizeTest {
    private static final double SECOND = 1e9;
    private static final double NOISE = 0.06;

    /** How fast so many threads are at a time, in pieces a second. */
    private interface Model {
        double rate(int threads, double seconds);
    }

    private static final class Drive {
        final CrewSize size = new CrewSize(8, 512, 16);
        final Random random;
        double seconds;

        Drive(long seed) {
            random = new Random(seed);
        }

        /** Windows are as long as the crew makes them: a tenth of a second, or two pieces of every thread. */
        Drive until(double end, Model model, double cpuLoad) {
            while (seconds < end) {
                double rate = model.rate(size.limit(), seconds) * (1 + NOISE * random.nextGaussian() / 2);
                double window = Math.max(0.1, 2 * size.limit() / rate);
                seconds += window;
                int after = size.after(
                        new Sample(size.limit(), true, false, rate * window, (long) (window * SECOND), cpuLoad));
                assertTrue(after >= 8 && after <= 512, "a crew of " + after);
            }
            return this;
        }
    }

    private static Model waitingFor(double latency) {
        return (threads, seconds) -> threads / latency;
    }

    private static Model waitingFor(double latency, double most) {
        return (threads, seconds) -> Math.min(most, threads / latency);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whereAnswersTakeLongTheTopIsReachedWithinASecondOrSo(long seed) {
        Drive drive = new Drive(seed).until(1.2, waitingFor(0.060), 0.4);
        assertEquals(512, drive.size.limit(), "seed " + seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void neighboursThatKeepTheProcessorsBusyOnlySlowTheClimb(long seed) {
        Drive drive = new Drive(seed).until(4, waitingFor(0.060), 1.0);
        assertEquals(512, drive.size.limit(), "seed " + seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whereProcessorsAreTheLimitTheCrewStaysSmallEvenWhileTheProgramWarmsUp(long seed) {
        Model warming = (threads, seconds) -> 12_000 * Math.min(1, 0.3 + 0.35 * seconds);
        Drive drive = new Drive(seed);
        int largest = 0;
        for (double end = 0.1; end < 30; end += 0.1) {
            drive.until(end, warming, 1.0);
            largest = Math.max(largest, drive.size.limit());
        }
        assertTrue(largest <= 64, "seed " + seed + ": " + largest);
        drive.until(40, warming, 1.0);
        assertTrue(drive.size.limit() <= 32, "seed " + seed + ": " + drive.size.limit());
    }

    /** As a run of some seconds is: a hundred times as fast after two seconds as at first. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aProgramThatIsBeingCompiledDoesNotGetThreadsForIt(long seed) {
        Model compiling = (threads, seconds) -> 12_000 * Math.min(1, 0.01 + Math.pow(seconds / 2, 3));
        for (double cpuLoad : new double[] {0.95, 1.0, Double.NaN}) {
            Drive drive = new Drive(seed);
            int largest = 0;
            for (double end = 0.1; end < 4; end += 0.1) {
                drive.until(end, compiling, cpuLoad);
                largest = Math.max(largest, drive.size.limit());
            }
            // Once in a while noise looks like worth.
            assertTrue(largest <= 64, "seed " + seed + ": " + largest);
            assertTrue(drive.size.limit() <= 32, "seed " + seed + ": " + drive.size.limit());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whereTheStoreIsTheLimitTheRateComesWithinATenthOfTheBest(long seed) {
        Model model = waitingFor(0.060, 2000); // 120 threads would do
        Drive drive = new Drive(seed).until(5, model, 0.3);
        double reached = model.rate(drive.size.limit(), 0);
        assertTrue(reached >= 0.9 * 2000, "seed " + seed + ": " + drive.size.limit());
        assertTrue(drive.size.limit() <= 256, "seed " + seed + ": " + drive.size.limit());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whenAnswersComeSoonerTheCrewShrinksAgain(long seed) {
        Drive drive = new Drive(seed).until(3, waitingFor(0.060), 0.4);
        drive.until(120, (threads, seconds) -> 12_000, 1.0);
        assertTrue(drive.size.limit() <= 64, "seed " + seed + ": " + drive.size.limit());
    }

    /** Every tenth window the machine does something else for most of the time. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aMachineThatHiccupsDelaysTheClimbAndDoesNotEndIt(long seed) {
        Drive drive = new Drive(seed);
        Model model = (threads, seconds) -> threads / 0.060 * (drive.random.nextInt(10) == 0 ? 0.4 : 1);
        double atTheTop = 0;
        for (double end = 4; end < 20; end += 0.25) {
            drive.until(end, model, 0.9);
            atTheTop += drive.size.limit() >= 256 ? 1.0 / 64 : 0;
        }
        assertTrue(atTheTop > 0.8, "seed " + seed + ": " + atTheTop);
    }

    @Test
    void aCrewThatIsNotKeptBusyIsLeftAsItIs() {
        CrewSize size = new CrewSize(8, 512, 16);
        for (int i = 0; i < 100; i++) {
            assertEquals(16, size.after(new Sample(size.limit(), false, false, 1000, 100_000_000, 0.1)));
        }
    }

    @Test
    void aCrewThatWaitsForMemoryDoesNotGrow() {
        CrewSize size = new CrewSize(8, 512, 16);
        for (int i = 0; i < 100; i++) {
            assertEquals(16, size.after(new Sample(size.limit(), true, true, 1000 + i * 100, 100_000_000, 0.1)));
        }
    }

    @Test
    void oneThatBeginsAtRestTriesNoMoreForAWhileAndThenDoes() {
        CrewSize size = CrewSize.resting(4, 512, 4);
        for (int i = 0; i < CrewSize.FIRST_REST; i++) {
            assertEquals(4, size.after(new Sample(4, true, false, 400, 100_000_000, 1.0)));
        }
        // Others may keep the processors busy, so in the end it is tried: once it has been measured twice.
        assertEquals(4, size.after(new Sample(4, true, false, 400, 100_000_000, 1.0)));
        assertEquals(8, size.after(new Sample(4, true, false, 400, 100_000_000, 1.0)));
    }

    @Test
    void oneThatBeginsAtRestTriesMoreAsSoonAsProcessorsAreFree() {
        CrewSize size = CrewSize.resting(4, 512, 4);
        assertEquals(4, size.after(new Sample(4, true, false, 400, 100_000_000, 1.0)));
        assertEquals(4, size.after(new Sample(4, true, false, 400, 100_000_000, 0.3)));
        assertEquals(8, size.after(new Sample(4, true, false, 400, 100_000_000, 0.3)));
    }

    /** Each thread in vain costs connections, and what those take in at first looks like work done. */
    @Test
    void whereProcessorsAreShortFromTheFirstSampleOnNoMoreIsTriedForAWhile() {
        CrewSize size = new CrewSize(4, 512, 16);
        for (int i = 0; i <= CrewSize.FIRST_REST; i++) {
            assertEquals(16, size.after(new Sample(16, true, false, 400, 100_000_000, 1.0)), "sample " + i);
        }
        CrewSize free = new CrewSize(4, 512, 16);
        assertEquals(16, free.after(new Sample(16, true, false, 400, 100_000_000, 1.0)));
        assertEquals(16, free.after(new Sample(16, true, false, 400, 100_000_000, 0.5)));
        assertEquals(32, free.after(new Sample(16, true, false, 400, 100_000_000, 0.5)));
    }

    @Test
    void aFixedCrewIsFixed() {
        CrewSize size = new CrewSize(40, 40, 40);
        for (int i = 0; i < 50; i++) {
            assertEquals(40, size.after(new Sample(40, true, false, 1000 + i * 500, 100_000_000, 0.1)));
        }
    }
}
