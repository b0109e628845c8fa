package io.replicationhub.jobworker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The two jars that the stack can deploy. */
class JarIT {
    private static final long BYTES_MOST = 24_000_000;
    /** ELF: where the header says for which machine the file is. */
    private static final int MACHINE = 18;

    @ParameterizedTest
    @CsvSource({"x86_64, 62", "arm64, 183"})
    void aJarIsSmallAndHasTheNativeCryptoOfItsProcessorAndNoOther(String architecture, int machine) throws Exception {
        Path jar = Artefact.jar(architecture);
        assertTrue(Files.size(jar) <= BYTES_MOST, () -> jar + " is larger than " + BYTES_MOST + " bytes");
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            List<ZipEntry> libraries = zip.stream()
                    .filter(entry -> entry.getName().matches(".*\\.(so|dylib|dll|jnilib)"))
                    .map(ZipEntry.class::cast)
                    .toList();
            assertEquals(1, libraries.size(), libraries::toString);
            assertTrue(libraries.getFirst().getName().endsWith("libamazonCorrettoCryptoProvider.so"));
            assertEquals(machine, machineOf(zip, libraries.getFirst()));
        }
    }

    /** Aliyun's SDK is left to the command, and the tests' servers are in no jar. */
    @ParameterizedTest
    @CsvSource({"x86_64", "arm64"})
    void aJarHasNothingThatTheFunctionDoesNotUse(String architecture) throws Exception {
        try (ZipFile zip = new ZipFile(Artefact.jar(architecture).toFile())) {
            for (String stranger : List.of(
                    "com/aliyun/",
                    "org/junit/",
                    "io/replicationhub/bench/",
                    "io/replicationhub/localservers/",
                    "io/replicationhub/testkit/",
                    "com/amazonaws/services/lambda/runtime/api/client/")) {
                assertEquals(
                        0,
                        zip.stream()
                                .filter(entry -> entry.getName().startsWith(stranger))
                                .count(),
                        stranger);
            }
        }
    }

    private static int machineOf(ZipFile zip, ZipEntry library) throws IOException {
        try (InputStream in = zip.getInputStream(library)) {
            return ByteBuffer.wrap(in.readNBytes(MACHINE + 2))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .getShort(MACHINE);
        }
    }
}
