package io.replicationhub.bench;

import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.localservers.AccessKey;
import io.replicationhub.localservers.BucketOwner;
import io.replicationhub.localservers.LocalS3;
import io.replicationhub.storage.s3.S3Settings;
import io.replicationhub.storage.s3.S3Stores;
import io.replicationhub.testkit.contract.BucketServer;
import io.replicationhub.testkit.contract.ServedVersionsContract;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** The contract of versions over HTTP, wherever the tests run. */
class VersionsOverLeanS3Test extends ServedVersionsContract {
    private static final AccessKey KEY = new AccessKey(who().accessKey(), who().secretKey());
    private LocalS3 server;

    @Override
    protected BucketServer start() {
        server = LeanS3.KIND.start().apply(KEY);
        return new BucketServer(
                server::createBucket,
                (bucket, who) -> S3Stores.open(
                        S3Settings.bucket(bucket).at(server.endpoint()), CredentialsSource.of(who), Map.of()),
                server);
    }

    @Override
    protected void keepVersions(String bucket) {
        new BucketOwner(server.endpoint(), KEY).setVersioning(bucket, BucketVersioningStatus.ENABLED);
    }
}
