package io.replicationhub.storage.s3;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.testkit.contract.Capability;
import io.replicationhub.testkit.contract.ObjectStoreContract;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/**
 * The contract over any endpoint, named by environment variables: {@code DRH_IT_S3_ENDPOINT}, {@code _ACCESS_KEY_ID},
 * {@code _SECRET_ACCESS_KEY}, {@code _REGION} (us-east-1), and the two buckets {@code _BUCKET} and
 * {@code _OTHER_BUCKET} (drh-it-1, drh-it-2), which exist and are emptied. {@code _LACKING} names the capabilities that
 * the store lacks, with commas between.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class NamedEndpointContract extends ObjectStoreContract {
    private static final String PREFIX = "DRH_IT_S3_";
    private final S3Settings.Face face;
    private ObjectStore store;
    private ObjectStore other;

    NamedEndpointContract(S3Settings.Face face) {
        this.face = face;
    }

    @BeforeAll
    void open() {
        Assumptions.assumeTrue(
                System.getenv(PREFIX + "ENDPOINT") != null, PREFIX + "ENDPOINT names no endpoint to test against");
        store = open(variable("BUCKET", "drh-it-1"), variable("SECRET_ACCESS_KEY", ""));
        other = open(variable("OTHER_BUCKET", "drh-it-2"), variable("SECRET_ACCESS_KEY", ""));
    }

    @AfterAll
    void close() {
        if (store != null) {
            store.close();
            other.close();
        }
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
        return open("drh-it-never-made", variable("SECRET_ACCESS_KEY", ""));
    }

    @Override
    public ObjectStore wrongSecret() {
        return open(store.bucket(), "another-secret");
    }

    @Override
    public Map<Capability, String> lacking() {
        Map<Capability, String> lacking = new HashMap<>();
        for (String name : variable("LACKING", "").split(",")) {
            if (!name.isBlank()) {
                lacking.put(Capability.valueOf(name.strip()), PREFIX + "LACKING names it");
            }
        }
        return lacking;
    }

    private ObjectStore open(String bucket, String secret) {
        return S3Stores.open(
                S3Settings.bucket(bucket)
                        .at(URI.create(variable("ENDPOINT", "")))
                        .inRegion(variable("REGION", "us-east-1"))
                        .by(face),
                CredentialsSource.of(Credentials.of(variable("ACCESS_KEY_ID", ""), secret)));
    }

    private static String variable(String name, String otherwise) {
        String value = System.getenv(PREFIX + name);
        return value == null ? otherwise : value;
    }
}
