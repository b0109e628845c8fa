package io.replicationhub.plan;

/** One of the two ends of a replication. */
public enum Side {
    SOURCE,
    DESTINATION;

    /** As a sentence has it. */
    @Override
    public String toString() {
        return this == SOURCE ? "source" : "destination";
    }
}
