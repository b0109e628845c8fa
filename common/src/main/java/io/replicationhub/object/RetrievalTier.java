package io.replicationhub.object;

/** How soon a restoration is wanted, dearest first. How long each takes depends on the store and on the class. */
public enum RetrievalTier {
    /** Minutes; not to be had of the coldest classes. */
    EXPEDITED,
    /** Hours. */
    STANDARD,
    /** Most of a day or two; the cheapest. */
    BULK
}
