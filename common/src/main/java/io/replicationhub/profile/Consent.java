package io.replicationhub.profile;

/** Whether to ask before large bodies. A store that does not know the header costs a second's wait. */
public enum Consent {
    /** {@code Expect: 100-continue} after a large body was refused or broken off, until one is taken. */
    ASK,
    /** Never. */
    PRESUME
}
