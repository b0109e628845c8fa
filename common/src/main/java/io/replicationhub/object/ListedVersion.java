package io.replicationhub.object;

import java.time.Instant;

/** One entry of a listing of versions. */
public sealed interface ListedVersion {
    ObjectKey key();

    VersionId id();

    /** When it was made, by the store's own clock. */
    Instant made();

    /** A version that has a body. */
    record Content(ListedObject object, VersionId id) implements ListedVersion {
        @Override
        public ObjectKey key() {
            return object.key();
        }

        @Override
        public Instant made() {
            return object.stamp().lastModified();
        }
    }

    /** Says that the object was deleted; has neither body nor metadata. */
    record DeleteMarker(ObjectKey key, VersionId id, Instant made) implements ListedVersion {}
}
