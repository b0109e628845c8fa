package io.replicationhub.cli.run;

import io.replicationhub.object.ForwardingStore;
import io.replicationhub.object.ListPage;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.StorageException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A store of which the first page was listed to see whether it can be used at all. Whoever lists it from the beginning gets
 * that page, once, without a second request. Thread-safe.
 */
public final class FirstPage extends ForwardingStore {
    private record Seen(String prefix, ListPage page) {}

    private final ObjectStore store;
    private final AtomicReference<@Nullable Seen> seen = new AtomicReference<>();

    FirstPage(ObjectStore store) {
        super(store);
        this.store = store;
    }

    /** Lists the first page and keeps it. */
    void look(String prefix) throws StorageException {
        seen.set(new Seen(prefix, store.list(ListRequest.first(prefix))));
    }

    @Override
    public ListPage list(ListRequest request) throws StorageException {
        Seen kept = isFromTheBeginning(request) ? seen.getAndSet(null) : null;
        return kept != null && kept.prefix().equals(request.prefix()) ? kept.page() : store.list(request);
    }

    private static boolean isFromTheBeginning(ListRequest request) {
        return request.startAfter().isEmpty()
                && request.cursor().isEmpty()
                && request.maxKeys() == ListRequest.first(request.prefix()).maxKeys();
    }
}
