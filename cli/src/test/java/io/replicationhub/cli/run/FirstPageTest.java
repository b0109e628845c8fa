package io.replicationhub.cli.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.replicationhub.object.ForwardingStore;
import io.replicationhub.object.ListPage;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.StoreLimits;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.testkit.FakeClock;
import io.replicationhub.testkit.memory.MemoryCloud;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FirstPageTest {
    private final ObjectStore bucket =
            MemoryCloud.with(FakeClock.atStart(), StoreLimits.AMAZON_S3, 1).createBucket("bucket");
    private final Counted counted = new Counted(bucket);
    private final FirstPage store = new FirstPage(counted);

    @BeforeEach
    void fill() throws StorageException {
        for (String key : new String[] {"a/1", "a/2", "b/1"}) {
            bucket.put(new ObjectKey(key), ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.of(key));
        }
    }

    @Test
    void whoListsFromTheBeginningGetsThePageThatWasLookedAtOnce() throws StorageException {
        store.look("a/");
        assertEquals(List.of("a/1"), keys(store.list(ListRequest.first("a/"))));
        assertEquals(1, counted.lists);
        assertEquals(List.of("a/1"), keys(store.list(ListRequest.first("a/"))));
        assertEquals(2, counted.lists);
    }

    @Test
    void anyOtherPageIsAskedFor() throws StorageException {
        for (ListRequest other : new ListRequest[] {
            ListRequest.first("b/"),
            ListRequest.after("a/", "a/1"),
            ListRequest.first("a/")
                    .next(bucket.list(ListRequest.first("a/")).cursor().orElseThrow()),
            new ListRequest("a/", Optional.empty(), Optional.empty(), 7)
        }) {
            store.look("a/");
            assertEquals(bucket.list(other).objects(), store.list(other).objects(), other.toString());
        }
        assertEquals(8, counted.lists);
    }

    @Test
    void aLookThatFailsKeepsNothing() throws StorageException {
        counted.fails = true;
        assertThrows(StorageException.class, () -> store.look("a/"));
        counted.fails = false;
        assertEquals(List.of("a/1"), keys(store.list(ListRequest.first("a/"))));
        assertEquals(2, counted.lists);
    }

    private static List<String> keys(ListPage page) {
        return page.objects().stream().map(object -> object.key().value()).toList();
    }

    private static final class Counted extends ForwardingStore {
        private int lists;
        private boolean fails;

        Counted(ObjectStore store) {
            super(store);
        }

        @Override
        public ListPage list(ListRequest request) throws StorageException {
            lists++;
            if (fails) {
                throw new StorageException.Corrupt("on purpose", null);
            }
            return super.list(request);
        }
    }
}
