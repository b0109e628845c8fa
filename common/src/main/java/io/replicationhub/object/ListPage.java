package io.replicationhub.object;

import java.util.List;
import java.util.Optional;

/**
 * One page of a listing.
 *
 * @param objects in the store's order; may be empty although there is more
 * @param cursor continues the listing; empty on the last page, and only there
 */
public record ListPage(List<ListedObject> objects, Optional<String> cursor) {
    public ListPage {
        objects = List.copyOf(objects);
    }
}
