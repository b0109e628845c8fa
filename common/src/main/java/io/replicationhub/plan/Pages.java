package io.replicationhub.plan;

import io.replicationhub.object.ListedObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one side holds in a range of keys, ascending, a page at a time. Used by one thread. */
interface Pages {
    /** Blocks until there is a page; it may be empty. Null after the last one. */
    @Nullable
    List<ListedObject> next() throws ListingFailed, UnorderedListing, InterruptedException;

    /** Whether, as far as is known, another page follows the one given last. */
    boolean goOn();

    /** No more is wanted. */
    void giveUp();

    /** Nothing to list. */
    Pages NONE = new Pages() {
        @Override
        public @Nullable List<ListedObject> next() {
            return null;
        }

        @Override
        public boolean goOn() {
            return false;
        }

        @Override
        public void giveUp() {}
    };
}
