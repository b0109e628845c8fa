package io.replicationhub.testkit.simulation;

import io.replicationhub.testkit.Seeds;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Replay one with {@code -Ddrh.seed=N}; try more with {@code -Ddrh.rounds=N}. */
class SimulationTest {
    private static final int ROUNDS = 1_000;

    @TempDir
    private Path scratch;

    @Test
    @Timeout(600)
    void whenAllIsQuietTheDestinationIsWhatTheSourceIs() {
        Story story = new Story();
        Seeds.each(ROUNDS, seed -> new Simulation(seed, scratch).run(story));
        int tried = (int) Seeds.upTo(ROUNDS).count();
        if (tried >= ROUNDS) {
            story.assertEventful(tried);
        }
    }

    @Test
    @Tag("slow")
    void theSameForManyMoreSeeds() {
        Story story = new Story();
        Seeds.each(50_000, seed -> new Simulation(seed, scratch).run(story));
    }
}
