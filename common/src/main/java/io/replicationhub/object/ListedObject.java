package io.replicationhub.object;

/**
 * One entry of a listing.
 *
 * @param storageClass as the store names it; empty where it says nothing, as several stores do for their default class
 * @param archive whether it can be read, as far as the listing tells
 */
public record ListedObject(ObjectKey key, ObjectStamp stamp, String storageClass, ArchiveState archive) {

    /** An entry that can be read. */
    public ListedObject(ObjectKey key, ObjectStamp stamp, String storageClass) {
        this(key, stamp, storageClass, ArchiveState.NONE);
    }

    /** An entry of a store that does not name storage classes. */
    public static ListedObject of(ObjectKey key, ObjectStamp stamp) {
        return new ListedObject(key, stamp, "");
    }
}
