package io.replicationhub.outcome;

/** Told of bytes on their way to the destination. Must be quick and thread-safe. */
public interface Movement {
    /** The bytes of an object, or of a part of one, have reached the destination; told once of each. */
    default void moved(long bytes) {}

    /**
     * So many more bytes of a body have been passed on that is not at its end; negative when it is, or when they went in
     * vain. For progress only.
     */
    default void underWay(long bytes) {}

    /** An upload goes on of which so many bytes are there already. For progress only. */
    default void alreadyThere(long bytes) {}
}
