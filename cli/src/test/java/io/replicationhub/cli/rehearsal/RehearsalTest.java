package io.replicationhub.cli.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.replicationhub.wire.http.CryptoProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalTest {
    /** Else the archive would lack the classes of the second half, and nobody would notice. */
    @Test
    void everythingOnTheStageIsCopiedOverBothProtocols(@TempDir Path folder) throws Exception {
        assertEquals(0, Rehearsal.perform(folder));
    }

    /** Else each start unpacks it again, and nobody would notice either. */
    @Test
    void theNativeLibraryIsLaidOutAsTheJarHasIt(@TempDir Path folder) throws Exception {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "no native crypto for this platform");
        assertTrue(CryptoProvider.preferNative(), "the native provider did not load");
        NativeCrypto.unpackInto(folder.resolve("native"));
        NativeCrypto.unpackInto(folder.resolve("native"));
        try (Stream<Path> laid = Files.list(folder.resolve("native"))) {
            List<Path> files = laid.toList();
            assertEquals(1, files.size(), "nothing is left lying about: " + files);
            assertTrue(Files.size(files.getFirst()) > 1 << 20);
        }
    }
}
