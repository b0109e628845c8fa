package io.replicationhub.outcome;

/** Why an object was left alone. Names are part of reports and metrics. */
public enum SkipReason {
    /** It must be restored from an archive first. */
    ARCHIVED,
    /** It was to be deleted, and this worker is not to delete. */
    DELETES_OFF,
    /** What is at the source now is not among what is to be copied. */
    NOT_SELECTED
}
