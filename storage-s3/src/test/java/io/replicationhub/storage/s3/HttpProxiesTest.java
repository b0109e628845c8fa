package io.replicationhub.storage.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.StorageException;
import io.replicationhub.wire.HttpProxies;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which proxy the environment means, and that its requests go there. */
final class HttpProxiesTest {
    private static final int ATTEMPTS_MOST = 10;

    @ParameterizedTest
    @CsvSource({
        "https://s3.example.com, '', true",
        "https://s3.example.com, example.com, false",
        "https://s3.example.com, .example.com, false",
        "https://s3.example.com, '*.example.com', false",
        "https://s3.example.com, 'other.com, s3.example.com', false",
        "https://s3.example.com, ample.com, true",
        "https://s3.example.com, '*', false",
        "https://localhost:9000, '', false",
        "https://127.0.0.1:9000, '', false",
        "http://s3.example.com, '', false"
    })
    void theProxyIsUsedUnlessTheHostIsExempt(URI endpoint, String exempt, boolean used) {
        Map<String, String> environment = Map.of("HTTPS_PROXY", "http://proxy:3128", "NO_PROXY", exempt);
        Optional<URI> proxy = HttpProxies.forEndpoint(endpoint, environment);
        assertEquals(used ? Optional.of(URI.create("http://proxy:3128")) : Optional.empty(), proxy);
    }

    @Test
    void aBadProxyIsSaidWithoutItsPassword() {
        IllegalArgumentException failure = assertThrows(
                IllegalArgumentException.class,
                () -> HttpProxies.forEndpoint(
                        URI.create("https://s3.example.com"), Map.of("https_proxy", "http://user:hunter2@:x y")));
        assertFalse(failure.getMessage().contains("hunter2"));
        assertTrue(failure.getMessage().contains("HTTPS_PROXY"));
    }

    @Test
    void anHttpsEndpointIsAskedForOfTheProxyAndNotByItself() throws Exception {
        try (ScriptedServer proxy = ScriptedServer.start()) {
            for (int attempt = 0; attempt < ATTEMPTS_MOST; attempt++) {
                proxy.answer(ScriptedServer.http(403, "", "no"));
            }
            try (ObjectStore store = S3Stores.open(
                    S3Settings.bucket("bucket").at(URI.create("https://s3.example.test")),
                    CredentialsSource.of(Credentials.of("access", "secret")),
                    Map.of("HTTPS_PROXY", proxy.endpoint().toString()))) {
                assertThrows(StorageException.class, () -> store.list(ListRequest.first("")));
            }
            assertTrue(
                    proxy.requests().get(0).line().startsWith("CONNECT s3.example.test:443 "),
                    proxy.requests().get(0).line());
        }
    }

    @Test
    void requestsGoThroughTheProxyByTheSdk() throws Exception {
        try (ScriptedServer proxy = ScriptedServer.start()) {
            proxy.answer(ScriptedServer.http(
                    200,
                    "Content-Type: application/xml\r\n",
                    "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>"));
            try (ObjectStore store = S3Stores.open(
                    S3Settings.bucket("bucket").at(URI.create("http://s3.example.test")),
                    CredentialsSource.of(Credentials.of("access", "secret")),
                    Map.of("http_proxy", proxy.endpoint().toString()))) {
                assertTrue(store.list(ListRequest.first("")).objects().isEmpty());
                assertTrue(store.description().contains("SDK"), store.description());
            }
            assertTrue(
                    proxy.requests().get(0).line().startsWith("GET http://s3.example.test"),
                    proxy.requests().get(0).line());
        }
    }
}
