package io.replicationhub.cli;

import io.replicationhub.localservers.CephServer;
import java.net.URI;
import org.junit.jupiter.api.Assumptions;

/** Over a real radosgw, where it is installed. */
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
