package io.replicationhub.send;

import io.replicationhub.object.ListedObject;
import io.replicationhub.plan.Amount;
import io.replicationhub.plan.DiffSummary;
import io.replicationhub.plan.Difference;
import io.replicationhub.plan.Side;

/** Told how a run goes. Called from many threads at once; must be quick and not throw. */
public interface SendListener {
    /** Nobody is told. */
    SendListener NONE = new SendListener() {};

    /** So much more has been listed. */
    default void listed(Side side, Amount more) {}

    /** Found to be missing, changed or extra; told before its task is sent, so before any outcome of it. */
    default void found(Difference difference) {}

    /** The same on both sides; for reports that name every object. */
    default void same(ListedObject source, ListedObject destination) {}

    /** The side keeps no order: counting starts anew, and all differences are told again. */
    default void restarted(Side unordered) {}

    /** Both sides have been listed to their ends; the last messages are yet to be sent. */
    default void listingDone(DiffSummary summary) {}

    /** What is to become of what is only at the destination; told after {@link #listingDone}, before any is deleted. */
    default void deletesDecided(DeleteDecision decision) {}
}
