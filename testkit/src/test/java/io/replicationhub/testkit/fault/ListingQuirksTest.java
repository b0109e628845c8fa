package io.replicationhub.testkit.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.ListPage;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.testkit.FakeClock;
import io.replicationhub.testkit.Seeds;
import io.replicationhub.testkit.memory.MemoryCloud;
import io.replicationhub.testkit.memory.MemoryObjectStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListingQuirksTest {
    private final MemoryObjectStore real = MemoryCloud.s3(FakeClock.atStart()).createBucket("bucket");

    @BeforeEach
    void fill() throws StorageException {
        for (int i = 0; i < 50; i++) {
            real.put(
                    new ObjectKey("k%02d".formatted(i)),
                    ObjectMetadata.NONE,
                    WriteOptions.DEFAULT,
                    BytesPayload.of(""));
        }
    }

    @Test
    void shortAndEmptyPagesStillAddUpToEverything() {
        Seeds.each(50, seed -> {
            List<List<String>> pages = pages(seed, ListingQuirks.Quirks.withinTheRules());
            assertEquals(real.keys(), pages.stream().flatMap(List::stream).toList());
        });
    }

    @Test
    void thereAreEmptyAndShortPagesAmongThem() throws StorageException {
        List<List<String>> pages = pages(3, ListingQuirks.Quirks.withinTheRules());
        assertTrue(pages.subList(0, pages.size() - 1).stream().anyMatch(List::isEmpty), pages::toString);
        assertTrue(pages.stream().anyMatch(page -> !page.isEmpty() && page.size() < 5), pages::toString);
    }

    @Test
    void anUnorderedListingHasAllKeysInAnotherOrder() throws StorageException {
        List<String> keys = pages(1, ListingQuirks.Quirks.withoutOrder()).stream()
                .flatMap(List::stream)
                .toList();
        assertNotEquals(real.keys(), keys);
        assertEquals(real.keys(), keys.stream().sorted().toList());
    }

    private List<List<String>> pages(long seed, ListingQuirks.Quirks quirks) throws StorageException {
        ListingQuirks store = new ListingQuirks(real, quirks, new SplittableRandom(seed));
        List<List<String>> pages = new ArrayList<>();
        ListRequest first = new ListRequest("k", Optional.empty(), Optional.empty(), 5);
        for (Optional<ListRequest> next = Optional.of(first); next.isPresent(); ) {
            ListPage page = store.list(next.get());
            pages.add(
                    page.objects().stream().map(listed -> listed.key().value()).toList());
            next = page.cursor().map(next.get()::next);
        }
        return pages;
    }
}
