package io.replicationhub.history;

import io.replicationhub.object.ListedVersion;
import io.replicationhub.object.ObjectKey;

/** Told how histories fare in a {@link HistoryRun}. Must be quick, thread-safe, and not throw. */
public interface HistoryListener extends WalkListener, EntryListener {
    /** An object of which all is there. */
    void same(ObjectKey key);

    /** An entry, also told as lacking, that was not tried, because an older one of its object could not be carried. */
    void heldBack(ListedVersion version);
}
