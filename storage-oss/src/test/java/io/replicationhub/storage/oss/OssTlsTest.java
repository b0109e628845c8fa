package io.replicationhub.storage.oss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.localservers.SelfSignedCertificate;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.StorageException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** TLS is with whom it is meant to be with, or not at all, whoever makes the requests. */
@Timeout(60)
final class OssTlsTest {
    private static final byte[] LISTING =
            "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>".getBytes(StandardCharsets.US_ASCII);

    /** Made once: each takes a second. */
    private static final SelfSignedCertificate OURS =
            SelfSignedCertificate.forNames(List.of("dns:bucket.oss.localhost"));

    private static final SelfSignedCertificate ANOTHERS =
            SelfSignedCertificate.forNames(List.of("dns:other.oss.localhost"));

    @TempDir
    Path folder;

    private HttpsServer server;

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @EnumSource
    void anAuthorityOfOnesOwnIsTrustedWhereItIsNamed(OssSettings.Face face) throws Exception {
        serve(OURS);
        OssSettings settings = settings(face);
        try (ObjectStore store = open(settings.trusting(pem(OURS)))) {
            assertEquals(0, store.list(ListRequest.first("")).objects().size());
        }
        try (ObjectStore store = open(settings)) {
            assertUntrusted(store);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCertificateOfAnotherNameIsRefused(OssSettings.Face face) throws Exception {
        serve(ANOTHERS);
        try (ObjectStore store = open(settings(face).trusting(pem(ANOTHERS)))) {
            assertUntrusted(store);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFileWithoutCertificatesIsRefusedAtOnce(OssSettings.Face face) throws Exception {
        serve(OURS);
        Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing\n");
        OssSettings settings = settings(face).trusting(empty);
        IllegalArgumentException failure = assertThrows(IllegalArgumentException.class, () -> open(settings));
        assertTrue(String.valueOf(failure.getMessage()).contains("empty.pem"), failure.getMessage());
    }

    private void serve(SelfSignedCertificate certificate) throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.serverContext()));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, LISTING.length);
            exchange.getResponseBody().write(LISTING);
            exchange.close();
        });
        server.start();
    }

    private Path pem(SelfSignedCertificate certificate) throws IOException {
        return Files.writeString(folder.resolve("ca.pem"), certificate.pem());
    }

    private OssSettings settings(OssSettings.Face face) {
        URI endpoint = URI.create("https://oss.localhost:" + server.getAddress().getPort());
        return OssSettings.bucket("bucket", "cn-hangzhou").at(endpoint).by(face);
    }

    private static ObjectStore open(OssSettings settings) {
        return OssStores.open(settings, CredentialsSource.of(Credentials.of("id", "secret")), Map.of());
    }

    private static void assertUntrusted(ObjectStore store) {
        StorageException failure =
                assertThrows(StorageException.Rejected.class, () -> store.list(ListRequest.first("")));
        assertEquals(FailureScope.ENDPOINT, failure.scope());
        assertTrue(String.valueOf(failure.getMessage()).contains("certificate"), failure.getMessage());
    }
}
