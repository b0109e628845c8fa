package io.replicationhub.localservers;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** Makes and sets up buckets of a local server by requests, as their owner does. */
public record BucketOwner(URI endpoint, AccessKey key) {
    public void createBucket(String name) {
        try (S3Client s3 = client()) {
            s3.createBucket(bucket -> bucket.bucket(name));
        }
    }

    public void setVersioning(String bucket, BucketVersioningStatus status) {
        try (S3Client s3 = client()) {
            s3.putBucketVersioning(put -> put.bucket(bucket).versioningConfiguration(kept -> kept.status(status)));
        }
    }

    /** A client for what else there is to be asked; whoever asks closes it. */
    public S3Client client() {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(key.id(), key.secret())))
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
    }
}
