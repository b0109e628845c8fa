package io.replicationhub.object;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One bucket of one store. Every sentence here has a test in the contract suite of {@code testkit}.
 *
 * <p>Calls block, and may be made from many threads at once. A call makes one attempt: retries, pacing and outages are
 * the caller's. (An adapter may repeat a request on a fresh connection where a kept one died before a byte of the answer
 * came.) {@link StorageException} says what went wrong; an interrupt is answered by {@link StorageException.Unavailable}
 * with the thread's flag set.
 */
public interface ObjectStore extends AutoCloseable {
    /** What this is, for people: {@code s3://bucket at https://host}. Never a secret. */
    String description();

    String bucket();

    StoreLimits limits();

    /**
     * One page of keys under a prefix. A page may be short or empty and still have a cursor. Stores list in ascending
     * UTF-8 byte order unless they say otherwise; the caller checks.
     *
     * @throws StorageException.Missing with scope BUCKET where there is no such bucket; never an empty page instead
     */
    ListPage list(ListRequest request) throws StorageException;

    /** Throws {@link StorageException.Missing} where there is no such object. */
    ObjectHead head(ObjectKey key) throws StorageException;

    /** As {@link #head}, and the size of part 1 where the object was uploaded in parts and the store tells. */
    ObjectHead headFirstPart(ObjectKey key, ETag ifMatch) throws StorageException;

    /**
     * The tags of an object, as they are now: they change without the object changing.
     *
     * @throws StorageException.Missing where there is no such object
     * @throws StorageException.Rejected where the store has no tags
     */
    ObjectTags tags(ObjectKey key) throws StorageException;

    /**
     * Opens an object for reading, pinned as the request says. The answer covers exactly what was asked: a store that
     * ignores a range or gives another one is {@link StorageException.Corrupt}.
     */
    ObjectReading open(ReadRequest request) throws StorageException;

    /**
     * Writes an object whole, atomically: readers see the old one or the new one. The store checks the payload's
     * checksum where it can.
     *
     * @return the ETag that the store gave it
     */
    ETag put(ObjectKey key, ObjectMetadata metadata, WriteOptions options, Payload payload) throws StorageException;

    /**
     * Whether {@link #put} sends a payload on while it is written. A store that does not holds it in memory whole, and
     * gets only payloads that are held already.
     */
    default boolean passesOn() {
        return false;
    }

    /**
     * Has the store copy an object by itself, up to {@link StoreLimits#maxServerSideCopyBytes}, metadata included.
     *
     * @param replacement the metadata to give it instead of the source's; null keeps the source's
     * @return the ETag of the copy
     */
    ETag copy(CopySource source, ObjectKey key, @Nullable ObjectMetadata replacement, WriteOptions options)
            throws StorageException;

    /**
     * Deletes an object; where versions are kept, by a delete marker on top of them. One that is not there is no failure.
     */
    void delete(ObjectKey key) throws StorageException;

    /**
     * Asks for an archived object to be made readable for some days. Reading may be refused until long after; a listing
     * or {@link #head} tells when it no longer is. Asking again does no harm.
     */
    RestoreAnswer restore(RestoreRequest request) throws StorageException;

    /** The versions of objects; empty where the store, or the client that speaks to it, tells of none. */
    default Optional<ObjectVersions> versions() {
        return Optional.empty();
    }

    /** Uploads in parts to this bucket. */
    MultipartUploads uploads();

    /** Closes idle connections. Calls under way may fail. */
    @Override
    void close();
}
