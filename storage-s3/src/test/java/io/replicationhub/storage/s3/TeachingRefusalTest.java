package io.replicationhub.storage.s3;

import static io.replicationhub.storage.s3.ScriptedServer.error;
import static io.replicationhub.storage.s3.ScriptedServer.http;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.StorageException;
import io.replicationhub.profile.Addressing;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Refusals that say what to change: whoever makes the requests heeds them. */
@Timeout(30)
final class TeachingRefusalTest {
    private static final String LISTING =
            http(200, "", "<ListBucketResult><Name>bucket</Name><IsTruncated>false</IsTruncated></ListBucketResult>");
    private ScriptedServer server;

    @BeforeEach
    void start() throws IOException {
        server = ScriptedServer.start();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void aClockThatIsWrongIsSetByTheServers(S3Settings.Face face) throws Exception {
        String skewed = error(403, "RequestTimeTooSkewed", "")
                .replace("Content-Type", "Date: Wed, 12 Oct 2033 17:50:00 GMT\r\nContent-Type");
        server.answer(skewed).answer(LISTING).answer(LISTING).answer(skewed).answer(skewed);
        try (ObjectStore store = open(face)) {
            store.list(ListRequest.first(""));
            store.list(ListRequest.first(""));
            for (int again : new int[] {1, 2}) {
                String date = server.requests().get(again).header("x-amz-date");
                assertTrue(date.startsWith("20331012T17"), date);
            }
            StorageException refused =
                    assertThrows(StorageException.Denied.class, () -> store.list(ListRequest.first("")));
            assertEquals(FailureScope.CREDENTIALS, refused.scope());
        }
        assertEquals(5, server.requests().size());
    }

    private ObjectStore open(S3Settings.Face face) {
        return S3Stores.open(
                S3Settings.bucket("bucket")
                        .at(server.endpoint())
                        .inRegion("us-east-1")
                        .speaking(S3Dialect.AMAZON.with(Addressing.PATH))
                        .by(face),
                CredentialsSource.of(Credentials.of("id", "secret")),
                Map.of());
    }
}
