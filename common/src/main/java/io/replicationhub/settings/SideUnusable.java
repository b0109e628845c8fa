package io.replicationhub.settings;

import io.replicationhub.object.StorageException;
import io.replicationhub.plan.Side;

/** A side cannot be opened, because its credentials are not to be had. The message says which and why, and no secret. */
public final class SideUnusable extends Exception {
    private static final long serialVersionUID = 1L;
    private final Side side;
    private final transient StorageException failure;

    public SideUnusable(Side side, StorageException failure) {
        super("the " + side + " cannot be used: " + failure.getMessage(), failure);
        this.side = side;
        this.failure = failure;
    }

    public Side side() {
        return side;
    }

    public StorageException failure() {
        return failure;
    }
}
