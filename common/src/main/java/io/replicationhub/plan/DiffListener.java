package io.replicationhub.plan;

import io.replicationhub.object.ListedObject;

/**
 * Told what a {@link BucketDiff} finds, while it still looks. Called from many threads at once, in no order of keys.
 * Blocking holds the diff up, which is how a slow reader keeps memory bounded; an unchecked exception ends the diff with
 * just that exception.
 */
public interface DiffListener {
    /** An object to copy, or one too many. Each is told once, but see {@link #restarted}. */
    void differs(Difference difference) throws InterruptedException;

    /** Both sides hold the same; for reports that name every object. */
    default void same(ListedObject source, ListedObject destination) throws InterruptedException {}

    /** So much more has been listed, selected or not. Called about once a page. */
    default void listed(Side side, Amount more) throws InterruptedException {}

    /**
     * A side turned out to list without order, so the diff starts over in another way: all that was told is void and will
     * be told again where it holds. Objects may have been told as missing that are not.
     */
    default void restarted(Side unordered) {}
}
