package io.replicationhub.storage.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.credentials.EnvironmentCredentials;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.StorageException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The wire does without the SDK. */
@Timeout(60)
final class CredentialsTest {
    @Test
    void aRunWithStaticKeysLoadsNoClassOfTheSdk() throws Exception {
        try (ScriptedServer server = ScriptedServer.start()) {
            server.answer(ScriptedServer.http(
                    200, "", "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>"));
            Process process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xlog:class+load",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Lister.class.getName(),
                            server.endpoint().toString()))
                    .redirectErrorStream(true)
                    .start();
            List<String> output = process.inputReader().lines().toList();
            assertTrue(process.waitFor(30, TimeUnit.SECONDS));
            assertEquals(0, process.exitValue(), () -> String.join("\n", output));
            assertTrue(output.stream().anyMatch(line -> line.contains("storage.s3.WireObjectStore")));
            assertFalse(
                    output.stream().anyMatch(line -> line.contains("software.amazon.awssdk")),
                    () -> output.stream()
                            .filter(line -> line.contains("software.amazon.awssdk"))
                            .findFirst()
                            .orElse(""));
        }
    }

    /** What the forked process runs. */
    static final class Lister {
        private Lister() {}

        public static void main(String[] arguments) throws StorageException {
            Map<String, String> environment = Map.of("AWS_ACCESS_KEY_ID", "a", "AWS_SECRET_ACCESS_KEY", "s");
            CredentialsSource credentials = EnvironmentCredentials.source("AWS", environment);
            try (ObjectStore store =
                    S3Stores.open(S3Settings.bucket("b").at(URI.create(arguments[0])), credentials, environment)) {
                store.list(ListRequest.first(""));
            }
        }
    }
}
