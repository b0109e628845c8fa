package io.replicationhub.history;

import io.replicationhub.object.ListedVersion;
import io.replicationhub.object.VersionId;
import io.replicationhub.transfer.SideFailure;
import io.replicationhub.transfer.WorkStopped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Goes through the newer entries of a history, from older to newer: its pages are read a second time, backwards. Entries
 * that are removed meanwhile pull others from one page into the one before, which are not given twice. For one thread.
 */
final class Ascent {
    private final History history;
    private final Optional<VersionId> above;
    private int page;
    /** Of the next entry in its page; everything at smaller indices is newer. */
    private int index;

    private int markersToPass;
    private Set<VersionId> given = Set.of();
    private boolean entered;

    /**
     * @param above the entry to begin above; empty to begin with the oldest
     * @param page in which that stood, and at which index
     * @param markersToPass how many delete markers to pass over before the first version
     */
    Ascent(History history, Optional<VersionId> above, int page, int index, int markersToPass) {
        this.history = history;
        this.above = above;
        this.page = page;
        this.index = index - 1;
        this.markersToPass = markersToPass;
    }

    /** Entries that were removed meanwhile have moved the one to begin above. */
    private int beginning(List<ListedVersion> entries) {
        for (int i = 0; i < entries.size() && above.isPresent(); i++) {
            if (entries.get(i).id().equals(above.get())) {
                return i - 1;
            }
        }
        return index;
    }

    /** The next newer one; empty behind the newest. */
    Optional<ListedVersion> next() throws SideFailure, WorkStopped {
        while (true) {
            List<ListedVersion> entries = history.page(page);
            if (!entered) {
                entered = true;
                index = Math.min(beginning(entries), entries.size() - 1);
            }
            if (index < 0) {
                if (page == 0) {
                    return Optional.empty();
                }
                given = entries.stream().map(ListedVersion::id).collect(Collectors.toSet());
                page--;
                index = history.page(page).size() - 1;
                continue;
            }
            ListedVersion entry = entries.get(index--);
            if (given.contains(entry.id())) {
                continue;
            }
            if (entry instanceof ListedVersion.DeleteMarker && markersToPass > 0) {
                markersToPass--;
                continue;
            }
            markersToPass = 0;
            return Optional.of(entry);
        }
    }
}
