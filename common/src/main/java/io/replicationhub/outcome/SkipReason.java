package io.replicationhub.outcome;

/** Why an object was left alone. Names are part of reports and metrics. */
public enum SkipReason {
    /** It must be restored from an archive first. */
    ARCHIVED
}
