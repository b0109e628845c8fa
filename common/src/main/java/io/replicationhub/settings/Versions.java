package io.replicationhub.settings;

/** Which versions of objects a run is about. */
public enum Versions {
    /** What is newest. */
    LATEST,
    /** Whole histories, delete markers included. */
    ALL
}
