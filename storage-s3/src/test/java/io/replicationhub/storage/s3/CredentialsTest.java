package io.replicationhub.storage.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsReference;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.StorageException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** References to credentials lead to them, without the SDK where it is not needed. */
@Timeout(60)
final class CredentialsTest {
    @Test
    void theDefaultIsTheEnvironmentWhereItIsSet() throws Exception {
        Map<String, String> environment =
                Map.of("AWS_ACCESS_KEY_ID", "a", "AWS_SECRET_ACCESS_KEY", "s", "AWS_SESSION_TOKEN", "t");
        CredentialsSource source = S3Credentials.source(CredentialsReference.parse("default"), environment);
        assertEquals(new Credentials("a", "s", Optional.of("t")), source.current());
    }

    @Test
    void halfADefaultIsSaidAtOnce() {
        StorageException failure = assertThrows(
                StorageException.Denied.class,
                () -> S3Credentials.source(CredentialsReference.parse("default"), Map.of("AWS_ACCESS_KEY_ID", "a")));
        assertTrue(failure.getMessage().contains("AWS_SECRET_ACCESS_KEY"), failure.getMessage());
    }

    @Test
    void aProfileThatIsNotThereIsNamed() throws Exception {
        CredentialsSource source =
                S3Credentials.source(CredentialsReference.parse("profile:no-such-profile"), Map.of());
        StorageException failure = assertThrows(StorageException.Denied.class, source::current);
        assertTrue(failure.getMessage().contains("no-such-profile"), failure.getMessage());
    }

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
            CredentialsSource credentials = S3Credentials.source(CredentialsReference.parse("default"), environment);
            try (ObjectStore store =
                    S3Stores.open(S3Settings.bucket("b").at(URI.create(arguments[0])), credentials, environment)) {
                store.list(ListRequest.first(""));
            }
        }
    }
}
