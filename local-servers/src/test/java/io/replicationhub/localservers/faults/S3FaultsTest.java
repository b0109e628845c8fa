package io.replicationhub.localservers.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.localservers.AccessKey;
import io.replicationhub.localservers.Clients;
import io.replicationhub.localservers.S3ProxyServer;
import io.replicationhub.localservers.S3ProxySettings;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The proxy before real S3: signatures survive it, and each fault does what tests of the engine build on. */
@Timeout(60)
class S3FaultsTest {
    private static final AccessKey KEY = new AccessKey("local", "local-secret");
    private static final byte[] BODY = Upstream.pattern(1_000_000);

    private S3ProxyServer server;
    private FaultProxy proxy;
    private S3Client s3;

    @BeforeEach
    void start() {
        server = S3ProxyServer.start(S3ProxySettings.inMemory(KEY));
        server.createBucket("bucket");
        proxy = FaultProxy.inFrontOf(server.endpoint());
        s3 = Clients.s3(proxy.endpoint(), KEY);
    }

    @AfterEach
    void stop() {
        s3.close();
        proxy.close();
        server.close();
    }

    @Test
    void anOverwriteInMidTransferLeavesTheReaderWithTheOldBodyOrAnErrorButNeverAMixture() {
        s3.putObject(p -> p.bucket("bucket").key("k"), RequestBody.fromBytes(BODY));
        byte[] other = new byte[BODY.length];
        ArmedRule overwrite = proxy.arm(Rule.of(
                Requests.readingAnObject(), Turn.nth(1), Fault.run(Point.responseByte(100_000), () -> {
                    try (S3Client direct = Clients.s3(server.endpoint(), KEY)) {
                        direct.putObject(p -> p.bucket("bucket").key("k"), RequestBody.fromBytes(other));
                    }
                })));
        byte[] read = s3.getObjectAsBytes(g -> g.bucket("bucket").key("k")).asByteArray();
        assertEquals(1, overwrite.acted());
        assertTrue(Arrays.equals(BODY, read), "the old body was not read to its end");
        byte[] now = s3.getObjectAsBytes(g -> g.bucket("bucket").key("k")).asByteArray();
        assertTrue(Arrays.equals(other, now));
    }

    @Test
    void aCorruptedUploadIsRefusedByTheServer() {
        // In the last of its chunks: the server closes the connection at the first wrong one, and a client that still
        // writes then learns no more than that.
        proxy.arm(Rule.of(Requests.writingAnObject(), Turn.always(), Fault.corruptRequestAt(BODY.length - 100)));
        assertThrows(
                S3Exception.class, () -> s3.putObject(p -> p.bucket("bucket").key("k"), RequestBody.fromBytes(BODY)));
        // The server closes a connection on which it refused a body, so the next request takes another.
        try (S3Client direct = Clients.s3(server.endpoint(), KEY)) {
            assertEquals(0, direct.listObjectsV2(l -> l.bucket("bucket")).keyCount());
        }
    }

    @Test
    void aCompleteThatIsAnsweredWithAnErrorIn200IsAnErrorToTheClientAndDoneOnTheServer() {
        String upload =
                s3.createMultipartUpload(c -> c.bucket("bucket").key("k")).uploadId();
        String tag = s3.uploadPart(
                        u -> u.bucket("bucket").key("k").uploadId(upload).partNumber(1), RequestBody.fromBytes(BODY))
                .eTag();
        proxy.arm(Rule.of(
                Requests.completingAnUpload(),
                Turn.always(),
                Fault.replaceResponse(new Reply(
                        200,
                        List.of("Content-Type: application/xml"),
                        Reply.internalError().body()))));
        CompletedPart part = CompletedPart.builder().partNumber(1).eTag(tag).build();
        SdkException failed = assertThrows(
                SdkException.class,
                () -> s3.completeMultipartUpload(
                        c -> c.bucket("bucket").key("k").uploadId(upload).multipartUpload(m -> m.parts(part))));
        assertTrue(failed.getMessage().contains("internal error"), failed.getMessage());
        assertEquals(
                BODY.length, s3.headObject(h -> h.bucket("bucket").key("k")).contentLength());
    }

    @Test
    void aBurstOfSlowDownIsSeenAsSuch() {
        proxy.arm(Rule.of(Requests.all(), Turn.first(2), Fault.answer(Reply.slowDown())));
        for (int i = 0; i < 2; i++) {
            S3Exception slow = assertThrows(S3Exception.class, () -> s3.listObjectsV2(l -> l.bucket("bucket")));
            assertEquals("SlowDown", slow.awsErrorDetails().errorCode());
            assertEquals(503, slow.statusCode());
        }
        assertEquals(0, s3.listObjectsV2(l -> l.bucket("bucket")).keyCount());
    }

    @Test
    void aTruncatedListingIsBrokenXml() {
        s3.putObject(p -> p.bucket("bucket").key("k"), RequestBody.fromString("x"));
        proxy.arm(Rule.of(Requests.listing(), Turn.always(), Fault.truncateResponse(150)));
        assertThrows(SdkException.class, () -> s3.listObjectsV2(l -> l.bucket("bucket")));
    }

    @Test
    void chunkedSignedUploadsPass() {
        s3.putObject(
                p -> p.bucket("bucket").key("k").checksumAlgorithm(ChecksumAlgorithm.CRC32_C),
                RequestBody.fromBytes(BODY));
        assertEquals(
                BODY.length, s3.headObject(h -> h.bucket("bucket").key("k")).contentLength());
    }
}
