package io.replicationhub.cli.run;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.ObjectStore;
import io.replicationhub.testkit.memory.MemoryCloud;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {
    private final ObjectStore store = MemoryCloud.s3(InstantSource.system()).createBucket("bucket");

    @TempDir
    Path state;

    @Test
    void oneRunHasADestinationAtATime() throws IOException {
        try (StateFolder first = StateFolder.take(state, store, "a/").orElseThrow()) {
            assertTrue(
                    StateFolder.take(state, store, "a/").isEmpty(), "a second run would end the first one's uploads");
        }
        StateFolder.take(state, store, "a/").orElseThrow().close();
    }

    @Test
    void otherPrefixesAreOtherDestinations() throws IOException {
        try (StateFolder first = StateFolder.take(state, store, "a/").orElseThrow();
                StateFolder second = StateFolder.take(state, store, "b/").orElseThrow()) {
            assertNotEquals(first.path(), second.path());
        }
    }
}
