package io.replicationhub.history;

import io.replicationhub.object.ListedVersion;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.plan.Side;

/** Told how histories fare. Must be quick, thread-safe, and not throw. */
public interface HistoryListener {
    /** So many more entries were read. */
    void listed(Side side, int entries);

    /** An object of which all is there. */
    void same(ObjectKey key);

    /** An entry that the destination lacks. */
    void lacking(ListedVersion version);

    /**
     * An entry was carried, or could not be: then what is newer of its object waits for a later run, because nothing can
     * be put below it any more.
     *
     * @param outcome {@link Outcome.Deleted} for a delete marker that was made
     */
    void settled(ListedVersion version, Outcome outcome);

    /**
     * An entry, also told as lacking, that was not tried, because an older one of its object could not be carried. For
     * runs that give a summary: a task that comes again finds out anew.
     */
    void heldBack(ListedVersion version);

    /** An object whose histories could not be read. */
    void unreadable(ObjectKey key, Outcome.Failed failure);

    /** An object that only the destination has. */
    void extra(ObjectKey key);
}
