package io.replicationhub.bench;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.storage.s3.S3Settings;
import io.replicationhub.storage.s3.S3Stores;
import io.replicationhub.testkit.contract.ObjectVersionsContract;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** The contract of versions over HTTP, wherever the tests run. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VersionsOverLeanS3Test extends ObjectVersionsContract {
    private LeanS3Server server;
    private ObjectStore store;
    private ObjectStore unversioned;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        server = LeanS3Server.start("contract");
        SignedClient client =
                new SignedClient(URI.create(server.endpoint()), "contract", java.time.InstantSource.system());
        client.send("PUT", "/versioned", "", new byte[0]);
        client.send("PUT", "/plain", "", new byte[0]);
        byte[] enabled = "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>"
                .getBytes(StandardCharsets.UTF_8);
        client.send("PUT", "/versioned", "versioning=", enabled);
        store = open("versioned");
        unversioned = open("plain");
    }

    @AfterAll
    void stop() throws IOException {
        store.close();
        unversioned.close();
        server.close();
    }

    @Override
    protected ObjectStore store() {
        return store;
    }

    @Override
    protected ObjectStore unversioned() {
        return unversioned;
    }

    @Override
    protected ObjectStore missing() {
        return open("never-made");
    }

    private ObjectStore open(String bucket) {
        return S3Stores.open(
                S3Settings.bucket(bucket).at(URI.create(server.endpoint())),
                CredentialsSource.of(Credentials.of("contract", "secret")),
                Map.of());
    }
}
