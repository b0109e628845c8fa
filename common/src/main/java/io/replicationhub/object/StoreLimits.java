package io.replicationhub.object;

/**
 * What a store allows, as data. Sources stand with the constants of each adapter.
 *
 * @param maxObjectBytes the largest object
 * @param maxSinglePutBytes the largest body of one PUT
 * @param maxServerSideCopyBytes the largest object that one copy request takes; beyond it parts are copied
 * @param minPartBytes the smallest part but the last
 * @param maxPartBytes the largest part
 * @param maxParts the most parts in an upload
 * @param maxKeyBytes the longest key, as UTF-8
 */
public record StoreLimits(
        long maxObjectBytes,
        long maxSinglePutBytes,
        long maxServerSideCopyBytes,
        long minPartBytes,
        long maxPartBytes,
        int maxParts,
        int maxKeyBytes) {
    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;

    /**
     * Amazon S3: 10,000 parts of 5 MiB to 5 GiB, objects to 48.8 TiB (10,000 × 5 GiB), PUT and CopyObject to 5 GiB, keys
     * to 1,024 bytes. Source: S3 User Guide, "Amazon S3 multipart upload limits" and "Naming Amazon S3 objects".
     */
    public static final StoreLimits AMAZON_S3 =
            new StoreLimits(10_000L * 5 * GIB, 5 * GIB, 5 * GIB, 5 * MIB, 5 * GIB, 10_000, 1_024);
}
