package io.replicationhub.storage.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.localservers.AccessKey;
import io.replicationhub.localservers.BucketOwner;
import io.replicationhub.localservers.LocalS3;
import io.replicationhub.localservers.LocalS3Kind;
import io.replicationhub.object.BucketFacts;
import io.replicationhub.object.BucketFacts.ObjectLock;
import io.replicationhub.object.BucketFacts.Retention;
import io.replicationhub.object.BucketFacts.UploadExpiry;
import io.replicationhub.object.ObjectVersions.Keeping;
import io.replicationhub.object.StorageException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;

/** What a bucket tells of its settings, on a server that has them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BucketFactsContract {
    private static final Credentials KEY = Credentials.of("FACTS", "canary-facts-secret");

    private final LocalS3Kind kind;
    private LocalS3 server;
    private S3Client s3;
    private int number;

    BucketFactsContract(LocalS3Kind kind) {
        this.kind = kind;
    }

    @BeforeAll
    void start() {
        server = Served.start(kind, KEY);
        s3 = new BucketOwner(server.endpoint(), new AccessKey(KEY.accessKey(), KEY.secretKey())).client();
    }

    @AfterAll
    void stop() {
        if (server != null) {
            s3.close();
            server.close();
        }
    }

    private BucketFacts facts(String bucket) {
        return S3Stores.facts(S3Settings.bucket(bucket).at(server.endpoint()), CredentialsSource.of(KEY), Map.of());
    }

    private String bucket(boolean locking) {
        String name = "facts-" + ++number;
        s3.createBucket(create -> create.bucket(name).objectLockEnabledForBucket(locking ? true : null));
        return name;
    }

    @Test
    void aNewBucketHasNothingSet() throws Exception {
        try (BucketFacts facts = facts(bucket(false))) {
            assertEquals(Keeping.NEVER, facts.keeping());
            assertUnlocked(facts);
            assertEquals(List.of(), facts.uploadExpiries());
            assertTrue(Duration.between(facts.time(), Instant.now()).abs().compareTo(Duration.ofMinutes(1)) < 0);
        }
    }

    void assertUnlocked(BucketFacts facts) throws Exception {
        assertEquals(Optional.empty(), facts.lock());
    }

    @Test
    void versioningIsToldAsItIs() throws Exception {
        String bucket = bucket(false);
        try (BucketFacts facts = facts(bucket)) {
            set(bucket, BucketVersioningStatus.ENABLED);
            assertEquals(Keeping.ENABLED, facts.keeping());
            set(bucket, BucketVersioningStatus.SUSPENDED);
            assertEquals(Keeping.SUSPENDED, facts.keeping());
        }
    }

    private void set(String bucket, BucketVersioningStatus status) {
        s3.putBucketVersioning(put -> put.bucket(bucket).versioningConfiguration(kept -> kept.status(status)));
    }

    @Test
    void rulesThatGiveUploadsUpAreTold() throws Exception {
        String bucket = bucket(false);
        LifecycleRule rule = LifecycleRule.builder()
                .id("one")
                .status(ExpirationStatus.ENABLED)
                .filter(filter -> filter.prefix("copy/"))
                .abortIncompleteMultipartUpload(abort -> abort.daysAfterInitiation(3))
                .build();
        s3.putBucketLifecycleConfiguration(put -> put.bucket(bucket).lifecycleConfiguration(all -> all.rules(rule)));
        try (BucketFacts facts = facts(bucket)) {
            assertEquals(List.of(new UploadExpiry("copy/", 3)), facts.uploadExpiries());
        }
    }

    @Test
    void aDefaultRetentionIsTold() throws Exception {
        String bucket = bucket(true);
        try (BucketFacts facts = facts(bucket)) {
            assertEquals(Optional.of(new ObjectLock(Optional.empty())), facts.lock());
            s3.putObjectLockConfiguration(put -> put.bucket(bucket)
                    .objectLockConfiguration(lock -> lock.objectLockEnabled(ObjectLockEnabled.ENABLED)
                            .rule(rule -> rule.defaultRetention(kept -> kept.mode(ObjectLockRetentionMode.GOVERNANCE)
                                    .days(5)))));
            assertEquals(Optional.of(new ObjectLock(Optional.of(new Retention("GOVERNANCE", 5)))), facts.lock());
        }
    }

    @Test
    void aBucketThatIsNotThereIsMissing() {
        try (BucketFacts facts = facts("never-made")) {
            assertThrows(StorageException.Missing.class, facts::uploadExpiries);
        }
    }
}
