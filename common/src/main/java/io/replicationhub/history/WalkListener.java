package io.replicationhub.history;

import io.replicationhub.object.ObjectKey;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.plan.Side;

/** Told what a walk through the listings of both sides meets. Must be quick, thread-safe, and not throw. */
interface WalkListener {
    /** So many more entries were read. */
    void listed(Side side, int entries);

    /** An object whose histories could not be read. */
    void unreadable(ObjectKey key, Outcome.Failed failure);

    /** An object that only the destination has. */
    void extra(ObjectKey key);
}
