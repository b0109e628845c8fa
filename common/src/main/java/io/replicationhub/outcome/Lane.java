package io.replicationhub.outcome;

/** The way an object took. Names are part of reports and metrics. */
public enum Lane {
    /** The store copied it by itself. */
    SERVER_SIDE,
    /** One read, one write. */
    SINGLE,
    /** In parts. */
    MULTIPART
}
