package io.replicationhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.ListPage;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.StorageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

interface ListingPromises extends StorePromises {
    @Test
    default void anEmptyBucketListsNothingAndSaysThatItIsDone() throws StorageException {
        assertEquals(new ListPage(List.of(), Optional.empty()), store().list(ListRequest.first("")));
    }

    @Test
    default void anEntryTellsWhatAHeadTells() throws StorageException {
        put("some", "body");
        put("none", "");
        for (ListedObject listed : store().list(ListRequest.first("")).objects()) {
            ObjectHead head = store().head(listed.key());
            assertEquals(head.stamp().size(), listed.stamp().size());
            assertEquals(head.stamp().etag(), listed.stamp().etag());
            assertEquals(
                    head.stamp().lastModified().getEpochSecond(),
                    listed.stamp().lastModified().getEpochSecond());
        }
    }

    @Test
    default void pagesOfAnySizeAddUpToEverythingOnce() throws StorageException {
        List<String> keys = IntStream.range(0, 17).mapToObj("k%02d"::formatted).toList();
        for (String key : keys) {
            put(key, key);
        }
        for (int size : new int[] {1, 2, 16, 17, 18}) {
            assertSameKeys(keys, listed("", size));
        }
    }

    @Test
    default void aPageHasNoMoreThanWasAskedFor() throws StorageException {
        for (int i = 0; i < 5; i++) {
            put("k" + i, "");
        }
        ListPage page = store().list(new ListRequest("", Optional.empty(), Optional.empty(), 2));
        assertTrue(page.objects().size() <= 2);
        assertTrue(page.cursor().isPresent());
    }

    @Test
    default void aPrefixIsAStringAndNoFolder() throws StorageException {
        for (String key : new String[] {"a", "a.txt", "a/", "a/b", "a/b/c", "ab", "b"}) {
            put(key, key);
        }
        assertSameKeys(List.of("a", "a.txt", "a/", "a/b", "a/b/c", "ab"), listed("a", 3));
        assertSameKeys(List.of("a/", "a/b", "a/b/c"), listed("a/", 2));
        assertSameKeys(List.of("a/b", "a/b/c"), listed("a/b", 1));
        assertSameKeys(List.of(), listed("c", 1));
    }

    @Test
    default void startAfterLeavesOutTheKeyItselfAndAllBefore() throws StorageException {
        needs(Capability.ORDERED_LISTING);
        for (String key : new String[] {"a", "b", "b/1", "c"}) {
            put(key, key);
        }
        assertEquals(List.of("b/1", "c"), after("", "b"));
        assertEquals(List.of("b", "b/1", "c"), after("", "aa"));
        assertEquals(List.of("a", "b", "b/1", "c"), after("", "A"));
        assertEquals(List.of(), after("", "c"));
    }

    @Test
    default void startAfterAndAPrefixBothHold() throws StorageException {
        needs(Capability.ORDERED_LISTING);
        for (String key : new String[] {"a/1", "p/1", "p/2", "p/3", "q/1"}) {
            put(key, key);
        }
        assertEquals(List.of("p/2", "p/3"), after("p/", "p/1"));
        assertEquals(List.of("p/1", "p/2", "p/3"), after("p/", "a"));
        assertEquals(List.of(), after("p/", "q"));
    }

    @Test
    default void aListingThatStartsAfterAKeyContinuesByItsCursor() throws StorageException {
        needs(Capability.ORDERED_LISTING);
        for (int i = 0; i < 7; i++) {
            put("k" + i, "");
        }
        ListRequest request = new ListRequest("k", Optional.of("k1"), Optional.empty(), 2);
        List<String> keys = new ArrayList<>();
        for (Optional<ListRequest> next = Optional.of(request); next.isPresent(); ) {
            ListPage page = store().list(next.get());
            page.objects().forEach(listed -> keys.add(listed.key().value()));
            next = page.cursor().map(next.get()::next);
        }
        assertEquals(List.of("k2", "k3", "k4", "k5", "k6"), keys);
    }

    @Test
    default void whatIsWrittenIsListedAtOnceAndWhatIsDeletedNoMore() throws StorageException {
        for (int i = 0; i < 5; i++) {
            put("here", "again " + i);
            assertEquals(List.of("here"), listed());
            store().delete(key("here"));
            assertEquals(List.of(), listed());
        }
    }

    @Test
    @Tag("slow")
    default void moreThanAThousandKeysTakeSeveralPages() throws StorageException {
        List<String> keys =
                IntStream.range(0, 2_003).mapToObj("many/%04d"::formatted).toList();
        for (String key : keys) {
            put(key, "");
        }
        assertSameKeys(keys, listed());
    }

    private List<String> after(String prefix, String startAfter) throws StorageException {
        ListPage page = store().list(ListRequest.after(prefix, startAfter));
        return page.objects().stream().map(listed -> listed.key().value()).toList();
    }

    private void assertSameKeys(List<String> expected, List<String> actual) {
        boolean ordered = has(Capability.ORDERED_LISTING);
        assertEquals(expected, ordered ? actual : actual.stream().sorted().toList());
    }
}
