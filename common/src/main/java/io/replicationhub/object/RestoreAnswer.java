package io.replicationhub.object;

/** What a store answers to a {@link RestoreRequest}. */
public enum RestoreAnswer {
    /** It has begun; it takes minutes to days. */
    STARTED,
    /** It had begun before. */
    UNDER_WAY,
    /** There is nothing to wait for: it can be read now. If it was restored before, it stays so for the days asked. */
    READABLE
}
