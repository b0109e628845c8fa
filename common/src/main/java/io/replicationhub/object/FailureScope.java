package io.replicationhub.object;

/** How far a failure reaches: whether the next object has a chance. */
public enum FailureScope {
    /** This object alone. */
    OBJECT,
    /** Everything in the bucket: it is missing, or is elsewhere. */
    BUCKET,
    /** Everything that is asked with these credentials. */
    CREDENTIALS,
    /** Everything at this endpoint: it cannot be reached, or does not speak the protocol. */
    ENDPOINT
}
