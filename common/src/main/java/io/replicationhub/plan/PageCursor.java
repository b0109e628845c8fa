package io.replicationhub.plan;

import io.replicationhub.object.ListedObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A place in the listing of one side within a span. Used by one thread. */
final class PageCursor {
    private final Pages pages;
    private final int prefixLength;
    private List<ListedObject> page = List.of();
    private int next;
    private int limit;
    private boolean lastPage;

    PageCursor(Pages pages, int prefixLength) {
        this.pages = pages;
        this.prefixLength = prefixLength;
    }

    /** Fetches until there is an object to look at, or there are none left. */
    void fill() throws ListingFailed, UnorderedListing, InterruptedException {
        while (next == page.size() && !lastPage) {
            List<ListedObject> following = pages.next();
            if (following == null) {
                lastPage = true;
            } else {
                page = following;
                next = 0;
                limit = page.size();
            }
        }
    }

    /** Leaves out what lies beyond the end of the span, and with it all later pages. */
    void endBy(@Nullable String upTo) {
        if (upTo == null || page.isEmpty() || KeyOrder.compare(lastKey(), prefixLength, upTo, 0) <= 0) {
            return;
        }
        int low = next;
        int high = limit;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (KeyOrder.compare(key(middle), prefixLength, upTo, 0) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        limit = low;
        lastPage = true;
        pages.giveUp();
    }

    /** The object at this place; null where this page is used up. */
    @Nullable
    ListedObject peek() {
        return next < limit ? page.get(next) : null;
    }

    void pass() {
        next++;
    }

    /** Whether no page follows this one within the span. */
    boolean isLastPage() {
        return lastPage;
    }

    boolean isFinished() {
        return lastPage && next >= limit;
    }

    /** Whether more is known to be there beyond this page. */
    boolean goesOn() {
        return !lastPage && pages.goOn();
    }

    boolean hasPage() {
        return !page.isEmpty();
    }

    /** What follows the prefix in a key from the middle of this page. */
    String middle() {
        return key(page.size() / 2).substring(prefixLength);
    }

    /** What follows the prefix in the first key of this page. */
    String first() {
        return key(0).substring(prefixLength);
    }

    /** What follows the prefix in the last key of this page. */
    String last() {
        return lastKey().substring(prefixLength);
    }

    private String lastKey() {
        return key(page.size() - 1);
    }

    private String key(int index) {
        return page.get(index).key().value();
    }
}
