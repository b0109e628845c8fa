package io.replicationhub.plan;

import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ListPage;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.StorageException;
import io.replicationhub.retry.Silence;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Asks one side, patiently, and counts the requests. Thread-safe. */
final class SideReader {
    private final Side side;
    private final ObjectStore store;
    private final String prefix;
    private final Patience patience;
    private final AtomicLong pages = new AtomicLong();
    private final AtomicLong heads = new AtomicLong();

    SideReader(Side side, ObjectStore store, String prefix, DiffSettings settings) {
        this.side = side;
        this.store = store;
        this.prefix = prefix;
        this.patience = new Patience(settings);
    }

    Side side() {
        return side;
    }

    String prefix() {
        return prefix;
    }

    long pages() {
        return pages.get();
    }

    Optional<Silence> silence() {
        return patience.silence();
    }

    long heads() {
        return heads.get();
    }

    ListPage list(ListRequest request) throws ListingFailed, InterruptedException {
        ListPage page;
        try {
            page = patience.insist(() -> {
                pages.incrementAndGet();
                return store.list(request);
            });
        } catch (StorageException e) {
            throw new ListingFailed(side, e);
        }
        for (ListedObject object : page.objects()) {
            if (!object.key().value().startsWith(prefix)) {
                throw broken("listed '" + object.key() + "' when asked for keys that begin with '" + prefix + "'");
            }
        }
        return page;
    }

    ObjectHead head(ObjectKey key) throws StorageException, InterruptedException {
        return patience.insist(() -> {
            heads.incrementAndGet();
            return store.head(key);
        });
    }

    /** The store does not keep to what every store keeps to. */
    ListingFailed broken(String what) {
        String message = store.description() + ' ' + what;
        return new ListingFailed(side, new StorageException.Rejected(FailureScope.BUCKET, message, null));
    }
}
