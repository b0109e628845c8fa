package io.replicationhub.storage.s3;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.localservers.AccessKey;
import io.replicationhub.localservers.CephServer;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.profile.Profiles;
import io.replicationhub.testkit.contract.ObjectVersionsContract;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** The contract of versions over the wire to a real radosgw, where it is installed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("slow")
@Tag("ceph")
class VersionsOverCephTest extends ObjectVersionsContract {
    private static final AccessKey KEY = new AccessKey("cephkey", "ceph-secret");
    private CephServer server;
    private ObjectStore store;
    private ObjectStore unversioned;

    @BeforeAll
    void start() {
        Assumptions.assumeTrue(
                CephServer.whyNot().isEmpty(), () -> CephServer.whyNot().orElse(""));
        server = CephServer.start(KEY);
        try (S3Client s3 = S3Client.builder()
                .endpointOverride(server.endpoint())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY.id(), KEY.secret())))
                .build()) {
            s3.createBucket(bucket -> bucket.bucket("versioned"));
            s3.createBucket(bucket -> bucket.bucket("plain"));
            s3.putBucketVersioning(put -> put.bucket("versioned")
                    .versioningConfiguration(kept -> kept.status(BucketVersioningStatus.ENABLED)));
        }
        store = open("versioned");
        unversioned = open("plain");
    }

    @AfterAll
    void stop() {
        if (server != null) {
            store.close();
            unversioned.close();
            server.close();
        }
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

    @Override
    protected Optional<String> stacksNoMarkers() {
        return Optional.of("radosgw 16 leaves one delete marker, however often a deleted object is deleted");
    }

    @Override
    protected Optional<String> goesOnBeforeKeys() {
        return Optional.of("radosgw 16 takes a key-marker without a version-id-marker for the place before the key");
    }

    private ObjectStore open(String bucket) {
        return S3Stores.open(
                S3Settings.bucket(bucket).at(server.endpoint()).as(Profiles.CEPH),
                CredentialsSource.of(Credentials.of(KEY.id(), KEY.secret())),
                Map.of());
    }
}
