package io.replicationhub.storage.s3;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.localservers.AccessKey;
import io.replicationhub.localservers.S3ProxyServer;
import io.replicationhub.localservers.S3ProxySettings;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.testkit.contract.Capability;
import io.replicationhub.testkit.contract.ObjectStoreContract;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** The contract over s3proxy, by one face of the adapter. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class S3ProxyContract extends ObjectStoreContract {
    private static final AccessKey KEY = new AccessKey("contract", "contract-secret");
    private final S3Settings.Face face;
    private S3ProxyServer server;
    private ObjectStore store;
    private ObjectStore other;

    S3ProxyContract(S3Settings.Face face) {
        this.face = face;
    }

    @BeforeAll
    void start() {
        server = S3ProxyServer.start(S3ProxySettings.inMemory(KEY));
        server.createBucket("first");
        server.createBucket("second");
        store = open("first", KEY.secret());
        other = open("second", KEY.secret());
    }

    @AfterAll
    void stop() {
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
        return open("never-made", KEY.secret());
    }

    @Override
    public ObjectStore wrongSecret() {
        return open("first", "another-secret");
    }

    @Override
    public Map<Capability, String> lacking() {
        return Map.of();
    }

    private ObjectStore open(String bucket, String secret) {
        return S3Stores.open(
                S3Settings.bucket(bucket).at(server.endpoint()).by(face),
                CredentialsSource.of(Credentials.of(KEY.id(), secret)));
    }
}
