package io.replicationhub.transfer;

import io.replicationhub.object.FailureScope;
import io.replicationhub.object.StorageException;
import io.replicationhub.plan.Side;

/** A store failed, and which of the two it was. */
public final class SideFailure extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Party party;
    private final StorageException failure;

    SideFailure(Party party, StorageException failure) {
        super(failure.getMessage(), failure, true, false);
        this.party = party;
        this.failure = failure;
    }

    public Side side() {
        return party.side();
    }

    public StorageException failure() {
        return failure;
    }

    Party party() {
        return party;
    }

    /** No other object would fare better: nothing is to be gained by going on. */
    boolean endsTheRun() {
        return !failure.isTransient() && failure.scope() != FailureScope.OBJECT;
    }
}
