package io.replicationhub.cli;

import io.replicationhub.localservers.CephServer;
import java.net.URI;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;

/** Over a real radosgw, where it is installed. */
@Tag("slow")
@Tag("ceph")
class CephVersionsTest extends VersionsContract {
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
