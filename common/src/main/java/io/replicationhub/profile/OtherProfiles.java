package io.replicationhub.profile;

import static io.replicationhub.profile.ProfileBuilder.GIB;
import static io.replicationhub.profile.ProfileBuilder.MIB;

import io.replicationhub.object.StoreLimits;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** Services that differ from Amazon S3 in few ways. */
final class OtherProfiles {
    private static final String MINIO = "https://min.io/docs/minio/linux/reference/s3-api-compatibility.html";
    private static final String MINIO_LIMITS = "https://min.io/docs/minio/linux/operations/concepts/thresholds.html";
    private static final String GCS = "https://cloud.google.com/storage/docs/";
    private static final String R2 = "https://developers.cloudflare.com/r2/";
    private static final long TIB = 1024 * GIB;

    private OtherProfiles() {}

    static StoreProfile minio() {
        return new ProfileBuilder("minio", "MinIO")
                .addressing(Addressing.PATH, MINIO)
                .metadataText(MetadataText.UTF_8, Fact.UNCONFIRMED + "no page says how text beyond ASCII is kept")
                .limits(new StoreLimits(50 * TIB, 5 * GIB, 5 * GIB, 5 * MIB, 5 * GIB, 10_000, 1_024), MINIO_LIMITS)
                .storageClasses(
                        "https://min.io/docs/minio/linux/operations/concepts/erasure-coding.html",
                        Set.of(),
                        "STANDARD",
                        "REDUCED_REDUNDANCY")
                .features(
                        MINIO,
                        Feature.TAGS,
                        Feature.TAG_COUNT,
                        Feature.VERSIONS,
                        Feature.CONDITIONAL_COPY,
                        Feature.CONDITIONAL_PUT,
                        Feature.LIST_UPLOADS,
                        Feature.FULL_OBJECT_CHECKSUM,
                        Feature.SSE_S3,
                        Feature.SSE_KMS,
                        Feature.ANONYMOUS_READS)
                .build();
    }

    /** Google Cloud Storage by its XML API with HMAC keys. */
    static StoreProfile gcs() {
        return new ProfileBuilder("gcs", "Google Cloud Storage")
                .scheme("gs")
                .endpoint(
                        new EndpointForm.Everywhere(URI.create("https://storage.googleapis.com"), "auto"),
                        GCS + "interoperability")
                .addressing(Addressing.PATH, GCS + "request-endpoints")
                .checksums(BodyChecksum.NONE, GCS + "xml-api/reference-headers")
                .noChunkedBodies("https://github.com/milvus-io/milvus/pull/49979")
                .metadataText(MetadataText.UTF_8, GCS + "metadata")
                .listing(ListingCall.START_AFTER, GCS + "xml-api/get-bucket-list")
                .listedKeys(KeySpelling.URL, GCS + "xml-api/get-bucket-list")
                .consistency(Consistency.STRONG, GCS + "consistency")
                .etags(EtagMeaning.MD5_OF_WHOLE, GCS + "hashes-etags")
                .limits(new StoreLimits(5 * TIB, 5 * TIB, 5 * TIB, 5 * MIB, 5 * GIB, 10_000, 1_024), GCS + "quotas")
                .nativePrefix("x-goog-meta-", GCS + "xml-api/reference-headers")
                .maxMetadataBytes(8192, GCS + "quotas")
                // An archived object is read like any other there.
                .storageClasses(GCS + "storage-classes", Set.of(), "STANDARD", "NEARLINE", "COLDLINE", "ARCHIVE")
                .features(
                        GCS + "xml-api/reference-methods",
                        Feature.ACL,
                        Feature.CONDITIONAL_COPY,
                        Feature.LIST_UPLOADS,
                        Feature.ANONYMOUS_READS)
                .build();
    }

    /** Cloudflare R2. The endpoint has the account in its name, so only the user knows it. */
    static StoreProfile r2() {
        return new ProfileBuilder("r2", "Cloudflare R2")
                .endpoint(new EndpointForm.Given(Optional.of("auto")), R2 + "api/s3/api/")
                .addressing(Addressing.PATH, R2 + "api/s3/api/")
                // FULL_OBJECT is there for CRC-64/NVME alone, and not for CRC-32C.
                .checksums(BodyChecksum.NONE, R2 + "api/s3/api/")
                .noChunkedBodies("https://github.com/soto-project/soto/issues/643")
                .metadataText(MetadataText.RFC_2047, R2 + "api/s3/extensions/")
                .consistency(Consistency.STRONG, R2 + "reference/consistency/")
                .etags(EtagMeaning.MD5_OF_WHOLE, "https://github.com/s3tools/s3cmd/issues/1273")
                .limits(
                        new StoreLimits(
                                5 * TIB - 5 * GIB,
                                5 * GIB - 5 * MIB,
                                5 * GIB - 5 * MIB,
                                5 * MIB,
                                5 * GIB - 5 * MIB,
                                10_000,
                                1_024),
                        R2 + "platform/limits/")
                .maxMetadataBytes(8192, R2 + "platform/limits/")
                .storageClasses(R2 + "buckets/storage-classes/", Set.of(), "STANDARD", "STANDARD_IA")
                .features(
                        R2 + "api/s3/api/",
                        Feature.CONDITIONAL_COPY,
                        Feature.CONDITIONAL_PUT,
                        Feature.LIST_UPLOADS,
                        Feature.EQUAL_PARTS_ONLY)
                .build();
    }
}
