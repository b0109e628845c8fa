package io.replicationhub.storage.s3;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.replicationhub.localservers.S3MockServer;
import io.replicationhub.object.BucketFacts;
import io.replicationhub.object.StorageException;
import java.net.URI;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;

@Tag("slow")
final class BucketFactsOverS3MockTest extends BucketFactsContract {
    private S3MockServer server;

    @Override
    URI startServer() {
        Assumptions.assumeTrue(S3MockServer.jar().isPresent(), "S3Mock's jar is not there; local-servers fetches it");
        server = S3MockServer.start();
        return server.endpoint();
    }

    @Override
    void assertUnlocked(BucketFacts facts) {
        // S3Mock has an error of its own for it.
        assertThrows(StorageException.Rejected.class, facts::lock);
    }

    @Override
    void stopServer() {
        server.close();
    }
}
