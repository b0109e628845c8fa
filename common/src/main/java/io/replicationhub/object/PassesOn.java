package io.replicationhub.object;

/** Whether a store takes parts that are passed on, as far as it is known. */
public enum PassesOn {
    YES,
    NO,
    /** It has not been tried, or no trial was answered. */
    NOT_KNOWN
}
