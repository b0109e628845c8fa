package io.replicationhub.crew;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CrewStartTest {
    private final CrewStart start = new CrewStart(4, 16);

    @Test
    void whileProcessorsIdleItDoublesToTheTop() {
        assertEquals(8, start.after(true, CrewStart.IDLE + 0.01));
        assertFalse(start.isOver());
        assertEquals(16, start.after(true, 0.8));
        assertTrue(start.isOver());
    }

    /** Each step of waiting is one without bytes. */
    @Test
    void whileProcessorsMostlyWaitItGrowsFourfold() {
        CrewStart large = new CrewStart(2, 16);
        assertEquals(8, large.after(true, CrewStart.IDLE));
        assertEquals(16, large.after(true, 0.0));
        assertTrue(large.isOver());
    }

    @Test
    void itNeverGoesBeyondTheTop() {
        CrewStart odd = new CrewStart(4, 10);
        odd.after(true, 0.1);
        assertEquals(10, odd.after(true, 0.1));
        assertEquals(10, odd.after(true, 0.1));
    }

    @Test
    void whereProcessorsAreShortItStaysAndIsOverSoon() {
        for (int step = 0; step < CrewStart.BUSY_STEPS; step++) {
            assertFalse(start.isOver());
            assertEquals(4, start.after(true, 0.95));
        }
        assertTrue(start.isOver());
    }

    /** A program that starts keeps processors busy by itself. */
    @Test
    void aMomentOfWorkDoesNotEndIt() {
        for (int i = 0; i < CrewStart.BUSY_STEPS - 1; i++) {
            start.after(true, 1.0);
        }
        assertEquals(8, start.after(true, 0.6));
        for (int i = 0; i < CrewStart.BUSY_STEPS - 1; i++) {
            start.after(true, 1.0);
        }
        assertEquals(16, start.after(true, 0.4));
    }

    @Test
    void whereNothingMoreIsToDoNobodyIsAddedAndItIsOverInTheEnd() {
        for (int step = 0; step < CrewStart.MOST_STEPS; step++) {
            assertFalse(start.isOver());
            assertEquals(4, start.after(false, 0.0));
        }
        assertTrue(start.isOver());
    }

    @Test
    void whereTheLoadIsNeverKnownItBeginsAtTheTop() {
        assertEquals(16, start.after(true, Double.NaN));
        assertTrue(start.isOver());
    }
}
