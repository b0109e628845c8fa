package io.replicationhub.object;

import java.util.Optional;

/**
 * Asks for the bytes of one object, pinned to what was planned.
 *
 * @param ifMatch the answer must be of this version of the object, or {@link StorageException.Changed} is thrown; empty
 *     only where nothing was planned
 * @param range the whole object where empty; an empty object has no range and is read whole
 * @param version the one to read; the newest where empty
 */
public record ReadRequest(
        ObjectKey key, Optional<ETag> ifMatch, Optional<ByteRange> range, Optional<VersionId> version) {

    /** Of the newest version. */
    public ReadRequest(ObjectKey key, Optional<ETag> ifMatch, Optional<ByteRange> range) {
        this(key, ifMatch, range, Optional.empty());
    }

    public static ReadRequest whole(ObjectKey key, ETag planned) {
        return new ReadRequest(key, pin(planned), Optional.empty());
    }

    public static ReadRequest range(ObjectKey key, ETag planned, ByteRange range) {
        return new ReadRequest(key, pin(planned), Optional.of(range));
    }

    /** The same of one version. */
    public ReadRequest of(VersionId id) {
        return new ReadRequest(key, ifMatch, range, Optional.of(id));
    }

    private static Optional<ETag> pin(ETag planned) {
        return planned.isPresent() ? Optional.of(planned) : Optional.empty();
    }
}
