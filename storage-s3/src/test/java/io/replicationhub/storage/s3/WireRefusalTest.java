package io.replicationhub.storage.s3;

import static io.replicationhub.storage.s3.ScriptedServer.error;
import static io.replicationhub.storage.s3.ScriptedServer.http;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.object.ByteRange;
import io.replicationhub.object.CopySource;
import io.replicationhub.object.ETag;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.UploadId;
import io.replicationhub.object.UploadedPart;
import io.replicationhub.object.WriteOptions;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the wire learns from refusals, and how often it asks again. */
@Timeout(30)
final class WireRefusalTest extends AtScriptedServer {
    private static final String EMPTY_LISTING = "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>";
    private static final UploadId UPLOAD = new UploadId(KEY, "id/+=");

    @Test
    void aSetRegionThatIsWrongIsSaidAndTheRightOneNamed() {
        server.answer(error(301, "PermanentRedirect", "")
                .replace("Content-Type", "x-amz-bucket-region: eu-west-3\r\nContent-Type"));
        StorageException failure = assertThrows(
                StorageException.Rejected.class,
                () -> open(settings().inRegion("us-east-1")).list(ListRequest.first("")));
        assertEquals(FailureScope.BUCKET, failure.scope());
        assertTrue(failure.getMessage().contains("eu-west-3"), failure.getMessage());
        assertEquals(1, server.requests().size());
    }

    @Test
    void aRegionThatIsNotSetIsLearntAndRemembered() throws Exception {
        server.answer(error(400, "AuthorizationHeaderMalformed", "<Region>eu-west-3</Region>"))
                .answer(http(200, "", EMPTY_LISTING))
                .answer(http(200, "", EMPTY_LISTING));
        ObjectStore store = open(settings());
        store.list(ListRequest.first(""));
        store.list(ListRequest.first(""));
        assertTrue(request(0).header("authorization").contains("/us-east-1/s3/"));
        assertTrue(request(1).header("authorization").contains("/eu-west-3/s3/"));
        assertTrue(request(2).header("authorization").contains("/eu-west-3/s3/"));
        assertEquals(3, server.requests().size());
    }

    @Test
    void aClockThatIsWrongIsSetByTheServersOnce() throws Exception {
        String skewed = error(403, "RequestTimeTooSkewed", "")
                .replace("Content-Type", "Date: Wed, 12 Oct 2033 17:50:00 GMT\r\nContent-Type");
        server.answer(skewed)
                .answer(http(200, "", EMPTY_LISTING))
                .answer(skewed)
                .answer(skewed);
        ObjectStore store = open(settings());
        store.list(ListRequest.first(""));
        assertTrue(
                request(1).header("x-amz-date").startsWith("20331012T175"),
                request(1).header("x-amz-date"));
        StorageException failure = assertThrows(StorageException.Denied.class, () -> store.list(ListRequest.first("")));
        assertEquals(FailureScope.CREDENTIALS, failure.scope());
        assertEquals(4, server.requests().size());
    }

    @Test
    void credentialsThatRanOutAreRenewedOnce() throws Exception {
        AtomicReference<Credentials> now = new AtomicReference<>(new Credentials("old", "s", Optional.of("token-1")));
        CredentialsSource source = new CredentialsSource() {
            @Override
            public Credentials current() {
                return now.get();
            }

            @Override
            public void expired(Credentials refused) {
                now.set(new Credentials("new", "s", Optional.of("token-2")));
            }
        };
        server.answer(error(400, "ExpiredToken", ""))
                .answer(http(200, "", EMPTY_LISTING))
                .answer(error(400, "ExpiredToken", ""));
        ObjectStore store = open(settings(), source);
        store.list(ListRequest.first(""));
        assertEquals("token-1", request(0).header("x-amz-security-token"));
        assertEquals("token-2", request(1).header("x-amz-security-token"));
        assertTrue(request(1).header("authorization").contains("x-amz-security-token"));
        assertThrows(StorageException.Expired.class, () -> store.list(ListRequest.first("")));
        assertEquals(3, server.requests().size());
    }

    @Test
    void theReasonOfARefusedHeadIsAskedForByAGet() {
        server.answer("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n").answer(error(400, "ExpiredToken", ""));
        assertThrows(StorageException.Expired.class, () -> open(settings()).head(KEY));
    }

    @Test
    void aHeadOfNothingIsMissingWithoutMoreAdo() {
        server.answer("HTTP/1.1 404 Not Found\r\nContent-Length: 200\r\n\r\n");
        StorageException failure = assertThrows(
                StorageException.Missing.class, () -> open(settings()).head(KEY));
        assertEquals(FailureScope.OBJECT, failure.scope());
        assertEquals(1, server.requests().size());
    }

    @Test
    void anErrorInsideAGoodAnswerIsAnError() {
        String late = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n \r\n" + Integer.toHexString(88)
                + "\r\n" + "<Error><Code>InternalError</Code><Message>Late.</Message><RequestId>R9</RequestId></Error>"
                + "\r\n0\r\n\r\n";
        late = late.replace(
                Integer.toHexString(88) + "\r\n",
                Integer.toHexString(
                                "<Error><Code>InternalError</Code><Message>Late.</Message><RequestId>R9</RequestId></Error>"
                                        .length())
                        + "\r\n");
        server.answer(late).answer(late).answer(late);
        ObjectStore store = open(settings());
        UploadedPart part = new UploadedPart(1, 5, ETag.NONE, OptionalInt.empty());
        CopySource source = new CopySource("other", KEY, new ETag("e"));
        assertThrows(StorageException.Unavailable.class, () -> store.uploads().complete(UPLOAD, List.of(part)));
        assertThrows(StorageException.Unavailable.class, () -> store.copy(source, KEY, null, WriteOptions.DEFAULT));
        assertThrows(
                StorageException.Unavailable.class,
                () -> store.uploads().copyPart(UPLOAD, 1, source, new ByteRange(0, 5)));
    }

    @Test
    void aStoreThatKnowsNoChecksumOfTheWholeIsServedWithoutIt() throws Exception {
        server.answer(error(400, "InvalidRequest", ""))
                .answer(http(
                        200,
                        "",
                        "<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>"))
                .answer(http(200, "", "<CompleteMultipartUploadResult/>"));
        ObjectStore store = open(settings());
        UploadId upload = store.uploads().create(KEY, ObjectMetadata.NONE, WriteOptions.DEFAULT);
        UploadedPart part = new UploadedPart(1, 5, new ETag("e"), OptionalInt.of(7));
        assertEquals(ETag.NONE, store.uploads().complete(upload, List.of(part)));
        assertEquals("", request(1).header("x-amz-checksum-type"));
        assertEquals("", request(2).header("x-amz-checksum-crc32c"));
    }
}
