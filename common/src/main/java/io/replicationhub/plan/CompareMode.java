package io.replicationhub.plan;

/** How an object that is on both sides is judged. In every mode a different size means changed. */
public enum CompareMode {
    /**
     * ETags decide where they are comparable; otherwise the destination must be the younger, and where it is so only by a
     * little, the source ETag that it remembers must be the source's.
     */
    AUTO,
    /** Size alone. */
    SIZE,
    /** The destination must not be older than the source. Trusts both stores' clocks; never asks for single objects. */
    SIZE_AND_TIME,
    /** ETags must be equal, or the source ETag that the destination remembers must be. What shows neither is changed. */
    ETAG,
    /**
     * Both objects are asked for by name. Where both stores publish a checksum of one kind, it decides; otherwise as ETAG.
     * Two requests an object.
     */
    CHECKSUM
}
