package io.replicationhub.settings;

/** Who talks to the stores. */
public enum ClientChoice {
    /** The lean client of our own. */
    WIRE,
    /** The AWS SDK. */
    SDK
}
