package io.replicationhub.localservers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

@Tag("slow")
@Tag("ceph")
@Timeout(240)
class CephServerTest {
    private static final AccessKey KEY = new AccessKey("local", "local-secret");

    @Test
    void itKeepsObjectsForWhoHasTheKeyUntilItIsClosed() {
        assumeTrue(CephServer.whyNot().isEmpty(), () -> CephServer.whyNot().orElse(""));
        CephServer server = CephServer.start(KEY);
        try (S3Client s3 = Clients.s3(server.endpoint(), KEY);
                S3Client guessing = Clients.s3(server.endpoint(), new AccessKey("local", "guessed"))) {
            server.createBucket("bucket");
            s3.putObject(p -> p.bucket("bucket").key("a//b"), RequestBody.fromString("hello"));
            assertEquals(
                    "hello",
                    s3.getObjectAsBytes(g -> g.bucket("bucket").key("a//b")).asUtf8String());
            S3Exception refused =
                    assertThrows(S3Exception.class, () -> guessing.listObjectsV2(l -> l.bucket("bucket")));
            assertEquals("SignatureDoesNotMatch", refused.awsErrorDetails().errorCode());
        } finally {
            server.close();
        }
        assertThrows(
                IOException.class,
                () -> new Socket("127.0.0.1", server.endpoint().getPort()).close());
    }
}
