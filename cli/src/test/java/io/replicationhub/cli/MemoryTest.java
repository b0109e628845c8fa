package io.replicationhub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryTest {
    private static final int MIB = 1 << 20;

    @TempDir
    Path folder;

    @Test
    void hundredsOfMebibytesPassThroughTheLeastMemory() throws Exception {
        try (Scene scene = Scene.in(folder)) {
            for (int i = 0; i < 8; i++) {
                scene.put("large/" + i, 30 * MIB);
            }
            for (int i = 0; i < 100; i++) {
                scene.put("small/" + i, 100_000);
            }
            // The launcher gives 60 of 96 MiB to the heap.
            try (Child child = Child.start(scene, folder, 60, scene.arguments("replicate", "--memory", "96MiB"))) {
                child.await(Duration.ofSeconds(120)).ended(0).says("108 objects");
            }
            assertEquals(Scene.contents(scene.source), Scene.contents(scene.destination));
        }
    }
}
