package io.replicationhub.localservers.faults;

/** Which half of an exchange. */
public enum Side {
    /** What the client sends. */
    REQUEST,
    /** What the server answers. */
    RESPONSE
}
