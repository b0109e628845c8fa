package io.replicationhub.profile;

/** Amazon S3: what the builder says by itself. */
final class AmazonProfile {
    private AmazonProfile() {}

    static StoreProfile profile() {
        // The adapter finds the partition's address and the bucket's region.
        return new ProfileBuilder("aws", "Amazon S3")
                .endpoint(new EndpointForm.Found(), "https://docs.aws.amazon.com/general/latest/gr/s3.html")
                .build();
    }
}
