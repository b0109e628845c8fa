package io.replicationhub.object;

import java.util.Set;

/**
 * What a store allows, as data. Sources stand with the constants of each adapter.
 *
 * @param maxObjectBytes the largest object; {@link #largestObjectBytes} may be less
 * @param maxSinglePutBytes the largest body of one PUT
 * @param maxServerSideCopyBytes the largest object that one copy request takes; beyond it parts are copied
 * @param minPartBytes the smallest part but the last
 * @param maxPartBytes the largest part
 * @param maxParts the most parts in an upload
 * @param maxKeyBytes the longest key, as UTF-8
 * @param traits what goes along with the bytes
 */
public record StoreLimits(
        long maxObjectBytes,
        long maxSinglePutBytes,
        long maxServerSideCopyBytes,
        long minPartBytes,
        long maxPartBytes,
        int maxParts,
        int maxKeyBytes,
        Traits traits) {
    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;

    /**
     * Amazon S3: 10,000 parts of 5 MiB to 5 GiB, objects to 48.8 TiB (10,000 × 5 GiB), PUT and CopyObject to 5 GiB, keys
     * to 1,024 bytes. Source: S3 User Guide, "Amazon S3 multipart upload limits" and "Naming Amazon S3 objects".
     */
    public static final StoreLimits AMAZON_S3 =
            new StoreLimits(10_000L * 5 * GIB, 5 * GIB, 5 * GIB, 5 * MIB, 5 * GIB, 10_000, 1_024, Traits.AMAZON_S3);

    /** A store of which nothing is known of what goes along with the bytes: what it refuses is seen when it does. */
    public StoreLimits(
            long maxObjectBytes,
            long maxSinglePutBytes,
            long maxServerSideCopyBytes,
            long minPartBytes,
            long maxPartBytes,
            int maxParts,
            int maxKeyBytes) {
        this(
                maxObjectBytes,
                maxSinglePutBytes,
                maxServerSideCopyBytes,
                minPartBytes,
                maxPartBytes,
                maxParts,
                maxKeyBytes,
                Traits.UNKNOWN);
    }

    /** The largest object that can be brought there: what the store would take, parts may be too few or too small for. */
    public long largestObjectBytes() {
        // Where the product overflows, parts set no limit.
        long byParts = Long.MAX_VALUE / maxParts < maxPartBytes ? Long.MAX_VALUE : maxParts * maxPartBytes;
        return Math.min(maxObjectBytes, byParts);
    }

    public StoreLimits with(Traits other) {
        return new StoreLimits(
                maxObjectBytes,
                maxSinglePutBytes,
                maxServerSideCopyBytes,
                minPartBytes,
                maxPartBytes,
                maxParts,
                maxKeyBytes,
                other);
    }

    /** What a store takes and does not keep as it is, without a word. */
    public enum Shortfall {
        /** Tags of objects that come in parts. */
        TAGS_OF_UPLOADS,
        /** Names of user metadata with underscores: they become dashes. */
        UNDERSCORES_IN_NAMES
    }

    /**
     * What goes along with the bytes.
     *
     * @param maxUserMetadataBytes names and values of the user's pairs together, as UTF-8
     * @param maxTags the most tags on an object; 0 where the store has none
     * @param storageClasses the names that it takes for a class; empty where they are not known, and any is tried
     * @param websiteRedirects whether it keeps them, as far as is known
     * @param countsTags whether it is known to tell the number of an object's tags along with the object
     * @param shortfalls what it does not keep and does not refuse
     */
    public record Traits(
            int maxUserMetadataBytes,
            int maxTags,
            Set<String> storageClasses,
            boolean websiteRedirects,
            boolean countsTags,
            Set<Shortfall> shortfalls) {
        /** Nothing is refused before the store refuses it. */
        public static final Traits UNKNOWN = new Traits(Integer.MAX_VALUE, Integer.MAX_VALUE, Set.of(), true, false);

        /**
         * Source: S3 User Guide, "Working with object metadata" (2 KB), "Categorizing your objects using tags" (10), and
         * API reference, PutObject, {@code x-amz-storage-class}, without those that S3 writes only on Outposts, Snow
         * devices and FSx.
         */
        public static final Traits AMAZON_S3 = new Traits(
                2 << 10,
                10,
                Set.of(
                        "STANDARD",
                        "REDUCED_REDUNDANCY",
                        "STANDARD_IA",
                        "ONEZONE_IA",
                        "INTELLIGENT_TIERING",
                        "GLACIER",
                        "DEEP_ARCHIVE",
                        "GLACIER_IR",
                        "EXPRESS_ONEZONE"));

        public Traits {
            storageClasses = Set.copyOf(storageClasses);
            shortfalls = Set.copyOf(shortfalls);
        }

        /** With website redirects and counted tags, as at Amazon S3. */
        public Traits(int maxUserMetadataBytes, int maxTags, Set<String> storageClasses) {
            this(maxUserMetadataBytes, maxTags, storageClasses, true, true);
        }

        /** With nothing that is lost without a word. */
        public Traits(
                int maxUserMetadataBytes,
                int maxTags,
                Set<String> storageClasses,
                boolean websiteRedirects,
                boolean countsTags) {
            this(maxUserMetadataBytes, maxTags, storageClasses, websiteRedirects, countsTags, Set.of());
        }
    }
}
