package io.replicationhub.storage.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.localservers.AccessKey;
import io.replicationhub.localservers.S3ProxyServer;
import io.replicationhub.localservers.S3ProxySettings;
import io.replicationhub.localservers.SelfSignedCertificate;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.StorageException;
import io.replicationhub.wire.http.CryptoProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** TLS is with whom it is meant to be with, or not at all. */
@Timeout(60)
final class TlsTest {
    private static final AccessKey KEY = new AccessKey("access", "secret");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void anAuthorityOfOnesOwnIsTrustedWhenItIsNamed(S3Settings.Face face) throws Exception {
        SelfSignedCertificate certificate = SelfSignedCertificate.forThisMachine();
        try (S3ProxyServer server = start(certificate)) {
            try (ObjectStore store = open(server, face, certificate)) {
                assertEquals(0, store.list(ListRequest.first("")).objects().size());
            }
            S3Settings strange =
                    S3Settings.bucket("bucket").at(server.endpoint()).by(face);
            try (ObjectStore store = S3Stores.open(strange, credentials(), Map.of())) {
                assertUntrusted(store);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCertificateOfAnotherNameIsRefused(S3Settings.Face face) throws Exception {
        SelfSignedCertificate certificate = SelfSignedCertificate.forNames(List.of("dns:elsewhere.example"));
        try (S3ProxyServer server = start(certificate);
                ObjectStore store = open(server, face, certificate)) {
            assertUntrusted(store);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFileWithoutCertificatesIsRefusedAtOnce(S3Settings.Face face) throws Exception {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing\n");
        S3Settings settings =
                S3Settings.bucket("bucket").inRegion("eu-west-1").by(face).trusting(empty);
        IllegalArgumentException failure =
                assertThrows(IllegalArgumentException.class, () -> S3Stores.open(settings, credentials(), Map.of()));
        assertTrue(failure.getMessage().contains("empty.pem"), failure.getMessage());
    }

    @org.junit.jupiter.api.Test
    void theProviderInForceIsNamed() {
        boolean preferred = CryptoProvider.preferNative();
        assertEquals(preferred, CryptoProvider.isNative());
        assertTrue(CryptoProvider.name().matches("AmazonCorretto.*|SunJCE"), CryptoProvider.name());
        if (System.getProperty("os.name").equals("Linux")) {
            assertTrue(preferred, "the native provider did not load");
        }
    }

    private static S3ProxyServer start(SelfSignedCertificate certificate) {
        S3ProxyServer server = S3ProxyServer.start(S3ProxySettings.inMemory(KEY).presenting(certificate));
        server.createBucket("bucket");
        return server;
    }

    private ObjectStore open(S3ProxyServer server, S3Settings.Face face, SelfSignedCertificate trusted)
            throws Exception {
        Path pem = Files.writeString(folder.resolve("ca.pem"), trusted.pem());
        return S3Stores.open(
                S3Settings.bucket("bucket").at(server.endpoint()).by(face).trusting(pem), credentials(), Map.of());
    }

    private static CredentialsSource credentials() {
        return CredentialsSource.of(Credentials.of(KEY.id(), KEY.secret()));
    }

    private static void assertUntrusted(ObjectStore store) {
        StorageException failure =
                assertThrows(StorageException.Rejected.class, () -> store.list(ListRequest.first("")));
        assertEquals(FailureScope.ENDPOINT, failure.scope());
        assertTrue(failure.getMessage().contains("certificate"), failure.getMessage());
    }
}
