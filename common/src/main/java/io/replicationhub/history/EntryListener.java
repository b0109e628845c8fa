package io.replicationhub.history;

import io.replicationhub.object.ListedVersion;
import io.replicationhub.outcome.Outcome;

/** Told of the entries of histories, as each is carried. Must be quick, thread-safe, and not throw. */
interface EntryListener {
    /** An entry that the destination lacks. */
    void lacking(ListedVersion version);

    /**
     * An entry was carried, or could not be: then what is newer of its object waits for a later run, because nothing can
     * be put below it any more.
     *
     * @param outcome {@link Outcome.Deleted} for a delete marker that was made
     */
    void settled(ListedVersion version, Outcome outcome);
}
