package io.replicationhub.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ListPage;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.StorageException;
import io.replicationhub.select.Selection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Listings that come in another order than that of the keys' bytes. */
@Timeout(60)
class UnorderedListingTest extends StubbornListings {
    /** By bytes U+FF5E comes before the emoji; by Java's characters, which have it as a pair of surrogates, after it. */
    private static final List<String> BY_BYTES = List.of("a", "a\uFF5E", "a\uFF5Eb", "a\uD83D\uDE00", "a\uD83D\uDE00b");

    @Test
    void unorderedListingsAreSortedOnDiskAndCountedOnce() throws Exception {
        for (long seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            ListedStore source = random.nextBoolean() ? new ShuffledStore(seed) : new ListedStore();
            ListedStore destination = source instanceof ShuffledStore && random.nextBoolean()
                    ? new ListedStore()
                    : new ShuffledStore(seed + 1);
            for (String key : KeyCorpus.keys(random)) {
                if (random.nextInt(5) != 0) {
                    source.put(DiffTesting.object(key, random.nextInt(3)));
                }
                if (random.nextInt(5) != 0) {
                    destination.put(DiffTesting.object(key, random.nextInt(3)));
                }
            }
            source.pageSize = destination.pageSize = 1 + random.nextInt(40);
            DiffTesting.Heard heard = new DiffTesting.Heard();
            DiffSummary summary = diff(source, destination, 4).run(heard);
            List<String> expected = DiffTesting.oracle(source.all(), destination.all(), Selection.EVERYTHING);
            assertEquals(expected, heard.lines(), "seed " + seed);
            assertEquals(source.all().size(), summary.source().objects(), "seed " + seed);
            assertEquals(destination.all().size(), summary.destination().objects(), "seed " + seed);
        }
        assertScratchIsEmpty();
    }

    @Test
    void theOrderOfBytesIsTheRightOneBeyondTheBasicPlaneToo() throws Exception {
        for (int pageSize = 1; pageSize <= BY_BYTES.size(); pageSize++) {
            ListedStore source = new ListedStore();
            BY_BYTES.forEach(key -> source.put(DiffTesting.object(key, 1)));
            source.pageSize = pageSize;
            DiffTesting.Heard heard = new DiffTesting.Heard();
            diff(source, source, 1).run(heard);
            assertEquals(List.of(), heard.restarts, "pages of " + pageSize);
            assertEquals(BY_BYTES.size(), heard.lines().size());
        }
    }

    @Test
    void aStoreThatListsInTheOrderOfItsStringsIsNoticed() throws Exception {
        ListedStore source = new ListedStore() {
            @Override
            public ListPage list(ListRequest request) {
                List<ListedObject> inItsOrder = new ArrayList<>(all());
                inItsOrder.sort(Comparator.comparing(object -> object.key().value()));
                return new ListPage(inItsOrder, Optional.empty());
            }
        };
        ListedStore destination = new ListedStore();
        for (String key : BY_BYTES) {
            source.put(DiffTesting.object(key, 1));
            destination.put(DiffTesting.object(key, 1));
        }
        DiffTesting.Heard heard = new DiffTesting.Heard();
        assertEquals(
                BY_BYTES.size(), diff(source, destination, 1).run(heard).same().objects());
        assertEquals(List.of(Side.SOURCE), heard.restarts);
        assertScratchIsEmpty();
    }

    @Test
    void sortingGoesThroughManyRunsAndBackWithEveryField() throws Exception {
        ListedStore store = new ShuffledStore(7);
        store.pageSize = 300;
        int count = 5_000;
        for (int i = 0; i < count; i++) {
            store.put(new ListedObject(
                    new ObjectKey("\uD83D" + (i % 2 == 0 ? "\uDE00" : "") + "key" + i * 7919L % count),
                    DiffTesting.object("x", i, "tag" + i, DiffTesting.T0.plusNanos(i))
                            .stamp(),
                    "CLASS" + i % 3));
        }
        SideReader reader = new SideReader(Side.SOURCE, store, "", DiffTesting.settings(1));
        List<ListedObject> sorted = new ArrayList<>();
        try (SortedListing listing = SortedListing.of(reader, scratch, new SortedListing.Limits(100, 3))) {
            Pages pages = listing.pages();
            for (List<ListedObject> page = pages.next(); page != null; page = pages.next()) {
                sorted.addAll(page);
            }
        }
        assertEquals(store.all(), sorted);
        assertScratchIsEmpty();
    }

    @Test
    void aListingThatFailsWhileItIsSortedLeavesNothingBehind() throws Exception {
        ListedStore store = breaking(50, new StorageException.Denied(FailureScope.BUCKET, "no", null));
        fill(store, 1000);
        store.pageSize = 10;
        SideReader reader = new SideReader(Side.SOURCE, store, "", DiffTesting.settings(1));
        assertThrows(ListingFailed.class, () -> SortedListing.of(reader, scratch));
        assertScratchIsEmpty();
    }

    /** Lists everything, in no order, and knows cursors only. */
    private static final class ShuffledStore extends ListedStore {
        private final long seed;

        ShuffledStore(long seed) {
            this.seed = seed;
        }

        @Override
        public ListPage list(ListRequest request) {
            List<ListedObject> objects = new ArrayList<>(all().stream()
                    .filter(o -> o.key().value().startsWith(request.prefix()))
                    .toList());
            Collections.shuffle(objects, new Random(seed));
            int from = request.cursor().map(Integer::parseInt).orElse(0);
            int to = Math.min(objects.size(), from + pageSize);
            return new ListPage(
                    objects.subList(from, to),
                    to < objects.size() ? Optional.of(Integer.toString(to)) : Optional.empty());
        }
    }
}
