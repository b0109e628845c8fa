package io.replicationhub.storage.s3;

import io.replicationhub.localservers.CephServer;
import java.net.URI;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;

@Tag("slow")
@Tag("ceph")
final class BucketFactsOverCephTest extends BucketFactsContract {
    private CephServer server;

    @Override
    URI startServer() {
        Assumptions.assumeTrue(
                CephServer.whyNot().isEmpty(), () -> CephServer.whyNot().orElse(""));
        server = CephServer.start(KEY);
        return server.endpoint();
    }

    @Override
    void stopServer() {
        server.close();
    }
}
