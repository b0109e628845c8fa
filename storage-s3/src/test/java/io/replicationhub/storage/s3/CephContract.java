package io.replicationhub.storage.s3;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.localservers.AccessKey;
import io.replicationhub.localservers.CephServer;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.profile.Profiles;
import io.replicationhub.testkit.contract.Capability;
import io.replicationhub.testkit.contract.ObjectStoreContract;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The contract over the profile of Ceph and a real radosgw, where it is installed; by one face of the adapter. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CephContract extends ObjectStoreContract {
    private static final AccessKey KEY = new AccessKey("cephkey", "ceph-secret");
    private final S3Settings.Face face;
    private CephServer server;
    private ObjectStore store;
    private ObjectStore other;

    CephContract(S3Settings.Face face) {
        this.face = face;
    }

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
            s3.createBucket(bucket -> bucket.bucket("first"));
            s3.createBucket(bucket -> bucket.bucket("second"));
        }
        store = open("first", KEY.secret());
        other = open("second", KEY.secret());
    }

    @AfterAll
    void stop() {
        if (server != null) {
            store.close();
            other.close();
            server.close();
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
        return open("never-made", KEY.secret());
    }

    @Override
    public ObjectStore wrongSecret() {
        return open("first", "another-secret");
    }

    @Override
    public Map<Capability, String> lacking() {
        return Map.ofEntries(
                Map.entry(Capability.CHECKSUMS_CHECKED, "radosgw 16 does not look at x-amz-checksum; none is sent"),
                Map.entry(Capability.PART_CHECKSUMS_CHECKED, "radosgw 16 does not look at x-amz-checksum"),
                Map.entry(Capability.COPY_PINNED, "radosgw 16 does not heed x-amz-copy-source-if-match"),
                Map.entry(Capability.PART_COPY_PINNED, "radosgw 16 does not heed x-amz-copy-source-if-match"),
                Map.entry(Capability.FIRST_PART_SIZE, "radosgw 16 does not know partNumber"),
                Map.entry(Capability.SECOND_COMPLETE_REFUSED, "radosgw 16 completes again"));
    }

    private ObjectStore open(String bucket, String secret) {
        return S3Stores.open(
                S3Settings.bucket(bucket).at(server.endpoint()).by(face).as(Profiles.CEPH),
                CredentialsSource.of(Credentials.of(KEY.id(), secret)),
                Map.of());
    }
}
