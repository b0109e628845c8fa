package io.replicationhub.object;

/**
 * One entry of a listing.
 *
 * @param storageClass as the store names it; empty where it says nothing, as several stores do for their default class
 */
public record ListedObject(ObjectKey key, ObjectStamp stamp, String storageClass) {

    /** An entry of a store that does not name storage classes. */
    public static ListedObject of(ObjectKey key, ObjectStamp stamp) {
        return new ListedObject(key, stamp, "");
    }
}
