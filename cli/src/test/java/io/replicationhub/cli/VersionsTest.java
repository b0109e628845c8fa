package io.replicationhub.cli;

import io.replicationhub.bench.LeanS3Server;
import java.net.URI;

/** Over the lean server, which keeps versions. */
class VersionsTest extends VersionsContract {
    private LeanS3Server server;

    @Override
    URI startServer() throws Exception {
        server = LeanS3Server.start(KEY.id());
        return URI.create(server.endpoint());
    }

    @Override
    void stopServer() throws Exception {
        server.close();
    }
}
