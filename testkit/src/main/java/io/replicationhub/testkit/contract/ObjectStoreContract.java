package io.replicationhub.testkit.contract;

import io.replicationhub.object.ListPage;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.OpenUpload;
import io.replicationhub.object.StorageException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/**
 * Every promise of {@link ObjectStore} as a test. A subclass supplies the stores and says what its server lacks.
 * Every test runs in the subclass, so that reports name the store.
 *
 * <p>The buckets belong to the suite: each test begins by emptying them.
 */
@Timeout(120)
public abstract class ObjectStoreContract
        implements ListingPromises,
                OddKeyPromises,
                ReadingPromises,
                WritingPromises,
                MetadataPromises,
                TagPromises,
                CopyingPromises,
                UploadPromises,
                CompletionPromises,
                RefusalPromises,
                ConcurrencyPromises {
    @Override
    public Map<Capability, String> lacking() {
        return Map.of();
    }

    @Override
    public Optional<String> cannotKeep(String key) {
        return Optional.empty();
    }

    @BeforeEach
    final void empty() throws StorageException {
        empty(store());
        empty(other());
    }

    private void empty(ObjectStore store) throws StorageException {
        ListRequest request = ListRequest.first("");
        for (Optional<ListRequest> next = Optional.of(request); next.isPresent(); ) {
            ListPage page = store.list(next.get());
            for (ListedObject listed : page.objects()) {
                store.delete(listed.key());
            }
            ListRequest current = next.get();
            next = page.cursor().map(current::next);
        }
        if (!lacking().containsKey(Capability.LIST_UPLOADS)) {
            for (OpenUpload open : store.uploads().open("")) {
                store.uploads().abort(open.upload());
            }
        }
    }
}
