package io.replicationhub.plan;

/** Why an object that is on both sides is copied again. Names are part of reports. */
public enum Change {
    /** The sizes differ. */
    SIZE,
    /** The ETags are comparable and differ, and the destination does not remember the source's. */
    ETAG,
    /** The ETags say nothing, and the destination is older than the source. */
    OLDER,
    /** Both stores publish a checksum of one kind, and the two differ. */
    CHECKSUM,
    /** Nothing that could be asked shows that the two are equal. */
    UNPROVEN
}
