package io.replicationhub.object;

import java.util.List;
import java.util.Optional;

/**
 * One page of a listing of versions.
 *
 * @param entries in the store's order; may be empty although there is more
 * @param next continues the listing; empty on the last page, and only there
 */
public record VersionPage(List<ListedVersion> entries, Optional<VersionCursor> next) {
    public VersionPage {
        entries = List.copyOf(entries);
    }
}
