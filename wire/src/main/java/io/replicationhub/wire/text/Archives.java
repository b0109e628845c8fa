package io.replicationhub.wire.text;

import io.replicationhub.object.ArchiveState;
import java.util.Set;

/**
 * Which storage classes of a store lie in an archive, as data.
 *
 * @param classes what is in them cannot be read before it was restored
 * @param tiered classes that move objects to an archive by themselves; which ones, a listing does not show
 * @param listing what a listing tells of these
 * @param known whether the classes are known to mean an archive; where not, one may be a pool like any other (Ceph object
 *     gateway, "Storage classes")
 */
public record Archives(Set<String> classes, Set<String> tiered, Listing listing, boolean known) {
    /**
     * S3 User Guide, "Understanding S3 Glacier storage classes" and "How S3 Intelligent-Tiering works". GLACIER_IR can be
     * read at once. Listings show restorations where they are asked to (API reference, ListObjectsV2,
     * x-amz-optional-object-attributes).
     */
    public static final Archives AMAZON = new Archives(
            Set.of("GLACIER", "DEEP_ARCHIVE"), Set.of("INTELLIGENT_TIERING"), Listing.TELLS_WHERE_ASKED, true);

    /** The classes by the names of Amazon, of which nobody knows what they mean here. */
    public static final Archives COMPATIBLE =
            new Archives(Set.of("GLACIER", "DEEP_ARCHIVE"), Set.of("INTELLIGENT_TIERING"), Listing.HIDES, false);

    /**
     * COS documentation, "Storage class overview" (436/33417), and "HEAD Object" for x-cos-restore; listings show nothing
     * of restorations.
     */
    public static final Archives COS = new Archives(
            Set.of("ARCHIVE", "DEEP_ARCHIVE", "MAZ_ARCHIVE"),
            Set.of("INTELLIGENT_TIERING", "MAZ_INTELLIGENT_TIERING"),
            Listing.HIDES,
            true);

    /** OSS documentation, "Overview of storage classes", and "ListObjectsV2" for RestoreInfo. */
    public static final Archives OSS =
            new Archives(Set.of("Archive", "ColdArchive", "DeepColdArchive"), Set.of(), Listing.TELLS, true);

    /** What a listing tells of restorations. */
    public enum Listing {
        /** All, in every listing. */
        TELLS,
        /** All, if the request says so. */
        TELLS_WHERE_ASKED,
        /** Nothing. */
        HIDES
    }

    /**
     * What a listing says of one object.
     *
     * @param restoration what it says of a restoration; empty where it says nothing
     */
    public ArchiveState listed(String storageClass, String restoration) {
        if (storageClass.isEmpty()) {
            return ArchiveState.NONE;
        }
        if (tiered.contains(storageClass)) {
            return ArchiveState.UNTOLD;
        }
        if (!classes.contains(storageClass)) {
            return ArchiveState.NONE;
        }
        boolean untold = restoration.isEmpty() && listing == Listing.HIDES;
        return untold ? ArchiveState.UNTOLD : restored(restoration);
    }

    /**
     * What the headers of one object say.
     *
     * @param restoration {@code ongoing-request="false", expiry-date="…"}, or empty
     * @param tier the archive tier that the object is in, if it is in one
     */
    ArchiveState headed(String storageClass, String restoration, String tier) {
        if (!tier.isEmpty()) {
            return restored(restoration);
        }
        if (!classes.contains(storageClass)) {
            return ArchiveState.NONE;
        }
        return !known && restoration.isEmpty() ? ArchiveState.UNTOLD : restored(restoration);
    }

    /** As S3 says it of a listed object ({@code true} or {@code false}), or as headers and OSS say it. */
    private static ArchiveState restored(String restoration) {
        if (restoration.isEmpty()) {
            return ArchiveState.ARCHIVED;
        }
        return restoration.contains("true") ? ArchiveState.RESTORING : ArchiveState.RESTORED;
    }
}
