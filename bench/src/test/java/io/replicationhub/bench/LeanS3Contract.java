package io.replicationhub.bench;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.storage.s3.S3Settings;
import io.replicationhub.storage.s3.S3Stores;
import io.replicationhub.testkit.contract.Capability;
import io.replicationhub.testkit.contract.ObjectStoreContract;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** What is measured is measured on a server that keeps what every object store promises, to whichever client. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LeanS3Contract extends ObjectStoreContract {
    private final S3Settings.Face face;
    private LeanS3Server server;
    private ObjectStore store;
    private ObjectStore other;

    LeanS3Contract(S3Settings.Face face) {
        this.face = face;
    }

    @BeforeAll
    void start() throws IOException, InterruptedException {
        server = LeanS3Server.start("contract");
        SignedClient client =
                new SignedClient(URI.create(server.endpoint()), "contract", java.time.InstantSource.system());
        client.send("PUT", "/first", "", new byte[0]);
        client.send("PUT", "/second", "", new byte[0]);
        store = open("first");
        other = open("second");
    }

    @AfterAll
    void stop() throws IOException {
        store.close();
        other.close();
        server.close();
    }

    @Override
    public ObjectStore store() {
        return store;
    }

    @Override
    public ObjectStore other() {
        return other;
    }

    @Override
    public ObjectStore missingBucket() {
        return open("never-made");
    }

    @Override
    public ObjectStore wrongSecret() {
        return open("first");
    }

    @Override
    public Map<Capability, String> lacking() {
        String unsigned = "the lean server looks at the access key only";
        return face == S3Settings.Face.WIRE
                ? Map.of(Capability.SIGNATURES_CHECKED, unsigned)
                : Map.of(
                        Capability.SIGNATURES_CHECKED,
                        unsigned,
                        Capability.CONTROL_CHARACTERS_IN_KEYS,
                        "the SDK does not ask for encoded listings, and XML has no form for them");
    }

    private ObjectStore open(String bucket) {
        return S3Stores.open(
                S3Settings.bucket(bucket).at(URI.create(server.endpoint())).by(face),
                CredentialsSource.of(Credentials.of("contract", "secret")));
    }
}
