package io.replicationhub.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeedsTest {
    @Test
    void aFailureNamesItsSeedAndHowToReplayIt() {
        assumeNothingIsSet();
        AssertionError failure = assertThrows(
                AssertionError.class,
                () -> Seeds.each(10, seed -> {
                    if (seed == 7) {
                        throw new IllegalStateException("what went wrong");
                    }
                }));
        String message = String.valueOf(failure.getMessage());
        assertTrue(message.contains("-Ddrh.seed=7") && message.contains("what went wrong"), message);
    }

    @Test
    void seedsRunFromOneUp() {
        assumeNothingIsSet();
        assertEquals(List.of(1L, 2L, 3L), Seeds.upTo(3).boxed().toList());
    }

    private static void assumeNothingIsSet() {
        boolean set = System.getProperty("drh.seed") != null || System.getProperty("drh.rounds") != null;
        assumeTrue(!set, "seeds are set from outside");
    }
}
