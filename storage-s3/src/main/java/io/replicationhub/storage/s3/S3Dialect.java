package io.replicationhub.storage.s3;

import io.replicationhub.object.StoreLimits;
import io.replicationhub.wire.text.Archives;

/**
 * How one service's S3 differs from the others', as data.
 *
 * @param addressing where the bucket's name goes
 * @param checksums what is sent with bodies for the store to check
 * @param metadataText how user metadata beyond ASCII is spelt in headers
 * @param archives which storage classes cannot be read before they were restored
 * @param restoreJob the element that the tier of a restoration stands in
 * @param consent whether large bodies ask for {@code 100 Continue} until one was taken. A store that does not know the
 *     header costs a second's wait, once
 */
public record S3Dialect(
        Addressing addressing,
        Checksums checksums,
        MetadataText metadataText,
        Archives archives,
        String restoreJob,
        Consent consent) {
    /** S3 API reference, RestoreObject. COS has {@code CASJobParameters} instead. */
    private static final String RESTORE_JOB = "GlacierJobParameters";

    /** Amazon's own. */
    public static final S3Dialect AMAZON = new S3Dialect(
            Addressing.VIRTUAL_HOST,
            Checksums.CRC32C,
            MetadataText.RFC_2047,
            Archives.AMAZON,
            RESTORE_JOB,
            Consent.ASK);

    /** What most others understand: s3proxy, Ceph, S3Mock, LocalStack were tried. */
    public static final S3Dialect COMPATIBLE = new S3Dialect(
            Addressing.PATH, Checksums.CRC32C, MetadataText.UTF_8, Archives.COMPATIBLE, RESTORE_JOB, Consent.ASK);

    /** Where the bucket's name goes. */
    public enum Addressing {
        /** Into the path. */
        PATH,
        /** Into the host name, unless it is no label of a host name under a wildcard certificate (it has a dot). */
        VIRTUAL_HOST
    }

    /** What is sent with bodies for the store to check. */
    public enum Checksums {
        /** {@code x-amz-checksum-crc32c} with each body, and of the whole (FULL_OBJECT) when an upload is completed. */
        CRC32C,
        /** Nothing; the engine compares ETags. */
        NONE
    }

    /** How user metadata beyond ASCII is spelt in headers. */
    public enum MetadataText {
        /** As encoded words: S3 decodes them to store and encodes them to answer (S3 User Guide, "User-defined metadata"). */
        RFC_2047,
        /** As the bytes of UTF-8. */
        UTF_8
    }

    /** Whether to ask before large bodies. */
    public enum Consent {
        /** {@code Expect: 100-continue} until a large body was taken. */
        ASK,
        /** Never. */
        PRESUME
    }

    /** What the service allows; of services that nobody named, what goes along with the bytes is not known. */
    public StoreLimits limits() {
        return metadataText == MetadataText.RFC_2047
                ? StoreLimits.AMAZON_S3
                : StoreLimits.AMAZON_S3.with(StoreLimits.Traits.UNKNOWN);
    }

    public S3Dialect with(Addressing other) {
        return new S3Dialect(other, checksums, metadataText, archives, restoreJob, consent);
    }

    public S3Dialect with(Checksums other) {
        return new S3Dialect(addressing, other, metadataText, archives, restoreJob, consent);
    }

    public S3Dialect with(MetadataText other) {
        return new S3Dialect(addressing, checksums, other, archives, restoreJob, consent);
    }
}
