package io.replicationhub.testkit.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What happened in many simulations, to show that they are worth something. */
final class Story {
    private static final List<String> ENDINGS = List.of(
            "SINGLE",
            "MULTIPART",
            "SERVER_SIDE",
            "AlreadyThere",
            "SourceGone",
            "Superseded",
            "Deleted",
            "AlreadyGone",
            "Failed");
    private final Map<String, Long> endings = new HashMap<>();
    private long deaths;
    private long corruptions;

    void deaths(int more) {
        deaths += more;
    }

    void corruptions(long more) {
        corruptions += more;
    }

    void outcomes(Map<String, Long> more) {
        more.forEach((ending, times) -> endings.merge(ending, times, Long::sum));
    }

    /** Processes died, and tasks ended in every way that there is. */
    void assertEventful(int rounds) {
        assertTrue(deaths > rounds / 4, this::toString);
        assertTrue(corruptions > rounds / 4, this::toString);
        for (String ending : ENDINGS) {
            assertTrue(endings.getOrDefault(ending, 0L) > 0, () -> ending + " never happened: " + this);
        }
    }

    @Override
    public String toString() {
        return deaths + " deaths, " + corruptions + " corruptions; " + endings;
    }
}
