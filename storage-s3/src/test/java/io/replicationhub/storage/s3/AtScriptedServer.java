package io.replicationhub.storage.s3;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.profile.Addressing;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests of stores at a {@link ScriptedServer}, which is there for one test. */
abstract class AtScriptedServer {
    static final ObjectKey KEY = new ObjectKey("key");
    static final CredentialsSource CREDENTIALS = CredentialsSource.of(Credentials.of("access", "secret"));

    ScriptedServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = ScriptedServer.start();
    }

    @AfterEach
    void stopServer() throws IOException {
        server.close();
    }

    /** A bucket there. */
    S3Settings settings() {
        return S3Settings.bucket("bucket").at(server.endpoint());
    }

    static ObjectStore open(S3Settings settings) {
        return open(settings, CREDENTIALS);
    }

    static ObjectStore open(S3Settings settings, CredentialsSource credentials) {
        return S3Stores.open(settings, credentials, Map.of());
    }

    /** That bucket as one of Amazon's, spoken to in one of our ways. */
    ObjectStore amazons(S3Settings.Face face) {
        return open(settings()
                .inRegion("us-east-1")
                .speaking(S3Dialect.AMAZON.with(Addressing.PATH))
                .by(face));
    }

    ScriptedServer.Request request(int number) {
        return server.requests().get(number);
    }

    ScriptedServer.Request last() {
        return server.requests().getLast();
    }

    /** An answer without a body, whatever its length says. */
    static String head(int status, String headers) {
        String length = headers.contains("Content-Length") ? "" : "Content-Length: 0\r\n";
        return "HTTP/1.1 " + status + " Some Reason\r\n" + headers + length + "\r\n";
    }
}
