package io.replicationhub.storage.s3;

import io.replicationhub.credentials.CredentialsReference;
import io.replicationhub.permission.Partition;
import io.replicationhub.profile.StoreProfile;
import io.replicationhub.wire.http.Endpoint;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Which bucket, where, and how to speak to it.
 *
 * @param endpoint of the service, without the bucket; Amazon's own of the region where empty
 * @param region where empty: Amazon is asked where the bucket is, others get {@code us-east-1}
 * @param dialect where empty: by the endpoint's host
 * @param payer who pays for requests and transfer where the bucket's owner does not
 * @param caCertificates PEM, trusted beside the platform's authorities
 * @param home where Amazon is asked for a bucket's region; one partition knows nothing of another
 */
public record S3Settings(
        String bucket,
        Optional<URI> endpoint,
        Optional<String> region,
        Optional<S3Dialect> dialect,
        Face face,
        Optional<Path> caCertificates,
        Payer payer,
        Partition home) {

    /** Through what the store is spoken to. */
    public enum Face {
        /** The lean client of this module. */
        WIRE,
        /** The AWS SDK. */
        SDK
    }

    /** Who pays for requests and for what they transfer. */
    public enum Payer {
        OWNER,
        /**
         * We do, and say so with each request: a Requester Pays bucket refuses all others (S3 User Guide, "Using Requester
         * Pays buckets": {@code x-amz-request-payer}). Copies by the store say so, too, for the bucket that is read.
         */
        REQUESTER
    }

    public S3Settings {
        // S3 allows 3 to 63 of a-z 0-9 . -; older buckets and other services allow more, but none of them a slash.
        if (bucket.isEmpty() || bucket.indexOf('/') >= 0) {
            throw new IllegalArgumentException("not the name of a bucket: '" + bucket + "'");
        }
        endpoint.ifPresent(Endpoint::of);
    }

    public static S3Settings bucket(String name) {
        return new S3Settings(
                name,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Face.WIRE,
                Optional.empty(),
                Payer.OWNER,
                Partition.AWS);
    }

    public S3Settings at(URI other) {
        return new S3Settings(bucket, Optional.of(other), region, dialect, face, caCertificates, payer, home);
    }

    public S3Settings inRegion(String other) {
        return new S3Settings(bucket, endpoint, Optional.of(other), dialect, face, caCertificates, payer, home);
    }

    public S3Settings speaking(S3Dialect other) {
        return new S3Settings(bucket, endpoint, region, Optional.of(other), face, caCertificates, payer, home);
    }

    /** As the profile says: its dialect, and its address and region where none are set. To be said last. */
    public S3Settings as(StoreProfile profile) {
        Optional<URI> where = endpoint.or(() -> profile.endpointIn(region));
        return new S3Settings(
                bucket,
                where,
                profile.regionAt(where, region),
                Optional.of(S3Dialect.of(profile)),
                face,
                caCertificates,
                payer,
                home);
    }

    public S3Settings by(Face other) {
        return new S3Settings(bucket, endpoint, region, dialect, other, caCertificates, payer, home);
    }

    public S3Settings trusting(Path pemFile) {
        return new S3Settings(bucket, endpoint, region, dialect, face, Optional.of(pemFile), payer, home);
    }

    public S3Settings paidBy(Payer other) {
        return new S3Settings(bucket, endpoint, region, dialect, face, caCertificates, other, home);
    }

    /**
     * By these credentials. Those that a machine finds by itself belong to the partition that the machine is in; of others
     * it is not known here whose they are.
     */
    public S3Settings signedBy(CredentialsReference credentials, Map<String, String> environment) {
        Partition known = credentials instanceof CredentialsReference.Default
                ? Partition.of(Optional.empty(), Optional.empty(), environment)
                : Partition.AWS;
        return new S3Settings(bucket, endpoint, region, dialect, face, caCertificates, payer, known);
    }

    /** The region, or where a bucket of unknown region is first asked for: Amazon answers with the right one. */
    String firstRegion() {
        return region.orElse((isAmazon() ? home : Partition.AWS).firstRegion());
    }

    /** The dialect to speak: the one that is set, or the one that the endpoint's host suggests. */
    S3Dialect effectiveDialect() {
        return dialect.orElse(isAmazon() ? S3Dialect.AMAZON : S3Dialect.COMPATIBLE);
    }

    /** Whether the endpoint is Amazon's own. */
    boolean isAmazon() {
        return endpoint.map(uri -> AmazonHosts.isAmazon(uri.getHost())).orElse(true);
    }
}
