package io.replicationhub.plan;

import io.replicationhub.object.StorageException;

/**
 * What one side holds could not be found out, after retries; nothing may be concluded from what was seen of it. Says
 * which side.
 */
public final class ListingFailed extends Exception {
    private static final long serialVersionUID = 1L;
    private final Side side;
    private final StorageException cause;

    public ListingFailed(Side side, StorageException cause) {
        super("the " + side + " could not be listed: " + cause.getMessage(), cause);
        this.side = side;
        this.cause = cause;
    }

    public Side side() {
        return side;
    }

    /** What the store answered. */
    public StorageException failure() {
        return cause;
    }
}
