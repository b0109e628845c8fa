package io.replicationhub.profile;

/** Whether to ask before large bodies. A store that does not know the header costs a second's wait, once. */
public enum Consent {
    /** {@code Expect: 100-continue} until a large body was taken. */
    ASK,
    /** Never. */
    PRESUME
}
