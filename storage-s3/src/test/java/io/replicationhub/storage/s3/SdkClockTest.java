package io.replicationhub.storage.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.StorageException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** By the SDK, too, a clock that is wrong is set by the server's. The SDK keeps one for all clients of a process. */
final class SdkClockTest {
    private static final String AHEAD = "Wed, 12 Oct 2033 17:50:00 GMT";
    private static final String EMPTY =
            "<ListBucketResult><Name>bucket</Name><IsTruncated>false</IsTruncated></ListBucketResult>";

    @Test
    void aClockThatIsWrongIsSetByTheServersOnce() throws Exception {
        String now = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
        try (ScriptedServer server = ScriptedServer.start();
                ObjectStore store = open(server)) {
            server.answer(skewed(AHEAD))
                    .answer(ScriptedServer.http(200, "", EMPTY))
                    .answer(skewed(AHEAD))
                    .answer(skewed(now));
            store.list(ListRequest.first(""));
            String told = server.requests().get(1).header("x-amz-date");
            assertTrue(told.startsWith("20331012T175"), told);

            StorageException failure =
                    assertThrows(StorageException.Denied.class, () -> store.list(ListRequest.first("")));
            assertEquals(FailureScope.CREDENTIALS, failure.scope());
            assertEquals(4, server.requests().size());
        }
    }

    private static String skewed(String date) {
        return ScriptedServer.error(403, "RequestTimeTooSkewed", "")
                .replace("Content-Type", "Date: " + date + "\r\nContent-Type");
    }

    private static ObjectStore open(ScriptedServer server) {
        return S3Stores.open(
                S3Settings.bucket("bucket").at(server.endpoint()).by(S3Settings.Face.SDK),
                CredentialsSource.of(Credentials.of("access", "secret")),
                Map.of());
    }
}
