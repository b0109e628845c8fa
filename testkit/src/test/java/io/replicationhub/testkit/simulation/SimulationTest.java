package io.replicationhub.testkit.simulation;

import io.replicationhub.testkit.Seeds;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Replay one with {@code -Ddrh.seed=N}; try more with {@code -Ddrh.rounds=N}. */
class SimulationTest {
    @TempDir
    private Path scratch;

    @Test
    @Timeout(300)
    void whenAllIsQuietTheDestinationIsWhatTheSourceIs() {
        Seeds.each(1_000, seed -> new Simulation(seed, scratch).run());
    }

    @Test
    @Tag("slow")
    void theSameForManyMoreSeeds() {
        Seeds.each(50_000, seed -> new Simulation(seed, scratch).run());
    }
}
