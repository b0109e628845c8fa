package io.replicationhub.cli.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.ObjectStore;
import io.replicationhub.testkit.memory.MemoryCloud;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** Java's own message of a folder that is not allowed, or cannot be made, is its path alone. */
    @ParameterizedTest
    @ValueSource(strings = {"file", "file/below"})
    void aFolderThatCannotBeHadIsToldWithTheReasonAndTheOption(String name) throws IOException {
        Files.createFile(state.resolve("file"));
        IOException refusal = assertThrows(IOException.class, () -> StateFolder.take(state.resolve(name), store, "a/"));
        String told = String.valueOf(refusal.getMessage());
        assertTrue(told.startsWith("the state folder " + state.resolve(name) + ": "), told);
        assertTrue(told.endsWith("; --state DIR names another"), told);
        assertTrue(told.contains(": Not a directory;"), told);
    }

    @Test
    void reasonsThatJavaSaysByTypeAloneAreSaid() {
        assertEquals("permission denied", StateFolder.reason(new AccessDeniedException("/root/x")));
        assertEquals("it cannot be made", StateFolder.reason(new NoSuchFileException("/proc/x")));
        assertEquals("a file is in its place", StateFolder.reason(new FileAlreadyExistsException("/x")));
        assertEquals(
                "Read-only file system",
                StateFolder.reason(new FileSystemException("/x", null, "Read-only file system")));
        assertEquals("disk quota", StateFolder.reason(new IOException("disk quota")));
    }
}
