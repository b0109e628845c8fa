package io.replicationhub.event;

import io.replicationhub.object.ObjectKey;

/**
 * Something happened to an object. Only where to look: events come late, twice and in any order, so what they say of the
 * object itself is not worth knowing.
 *
 * @param name as the store calls what happened
 */
record ObjectEvent(String bucket, ObjectKey key, String name, Meaning meaning) {

    /** What it means for a copy. */
    enum Meaning {
        /** The object may be another than before, or gone, or readable again. */
        LOOK,
        /** Neither its bytes nor whether it is there can have changed. */
        NOTHING
    }
}
