package io.replicationhub.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.StorageException;
import io.replicationhub.select.Selection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the many threads of a diff promise together. */
@Timeout(60)
class DiffManyHandsTest {
    @Test
    void aBucketOfOnePageCostsOneRequestASide() throws Exception {
        FormulaStore source = FormulaStore.of(1000, FormulaStore::flat);
        FormulaStore destination = FormulaStore.of(1000, FormulaStore::flat);
        DiffSummary summary = diff(source, destination, CompareMode.AUTO, 32).run(d -> {});
        assertEquals(1, summary.sourcePages());
        assertEquals(1, summary.destinationPages());
    }

    @Test
    void aSmallBucketCostsLittleMoreThanListingItOnce() throws Exception {
        for (long count : new long[] {1_500, 5_000, 20_000}) {
            long pages = (count + 999) / 1000;
            FormulaStore source = FormulaStore.of(count, FormulaStore::flat);
            FormulaStore destination = FormulaStore.of(count, FormulaStore::flat);
            DiffSummary summary =
                    diff(source, destination, CompareMode.AUTO, 32).run(d -> {});
            assertEquals(count, summary.same().objects());
            assertTrue(summary.sourcePages() <= 2 * pages + 6, count + " keys: " + summary);
        }
    }

    @Test
    void anEmptyDestinationIsAskedOnce() throws Exception {
        FormulaStore source = FormulaStore.of(100_000, FormulaStore::tree);
        source.latencyMillis = 1;
        ListedStore destination = new ListedStore();
        DiffSummary summary = diff(source, destination, CompareMode.AUTO, 32).run(d -> {});
        assertEquals(100_000, summary.missing().objects());
        assertEquals(1, summary.destinationPages());
    }

    @Test
    void theWorkIsSharedWhateverTheShapeOfTheKeys() throws Exception {
        for (var keys : List.<java.util.function.LongFunction<String>>of(
                FormulaStore::flat, FormulaStore::tree, FormulaStore::logs, FormulaStore::spread)) {
            FormulaStore source = FormulaStore.of(200_000, keys);
            FormulaStore destination = FormulaStore.of(200_000, keys);
            source.latencyMillis = destination.latencyMillis = 20;
            DiffSummary summary =
                    diff(source, destination, CompareMode.AUTO, 16).run(d -> {});
            assertEquals(200_000, summary.same().objects());
            // Serial, no more than two pages are ever under way at once, one a side.
            assertTrue(source.mostListsUnderWay.get() >= 12, keys.apply(0) + ": " + source.mostListsUnderWay);
            assertTrue(source.mostListsUnderWay.get() <= 32, keys.apply(0) + ": " + source.mostListsUnderWay);
            assertTrue(summary.sourcePages() < 200 * 3 / 2, keys.apply(0) + ": " + summary);
        }
    }

    @Test
    void differencesAreToldWhileListingGoesOn() throws Exception {
        FormulaStore source = FormulaStore.of(100_000, FormulaStore::flat);
        source.latencyMillis = 5;
        AtomicLong listsAtFirst = new AtomicLong();
        diff(source, new ListedStore(), CompareMode.AUTO, 4)
                .run(d -> listsAtFirst.compareAndSet(0, source.lists.get()));
        assertTrue(listsAtFirst.get() < 10, "after " + listsAtFirst + " pages");
    }

    @Test
    void aListenerThatBlocksHoldsTheListingUp() throws Exception {
        FormulaStore source = FormulaStore.of(1_000_000, FormulaStore::flat);
        CountDownLatch release = new CountDownLatch(1);
        AtomicReference<Throwable> ended = new AtomicReference<>();
        Thread running = Thread.ofPlatform().start(() -> {
            try {
                diff(source, new ListedStore(), CompareMode.AUTO, 8).run(d -> release.await());
            } catch (Throwable e) {
                ended.set(e);
            }
        });
        long lists = -1;
        while (lists != source.lists.get()) {
            lists = source.lists.get();
            Thread.sleep(200);
        }
        assertTrue(lists <= 8 * 3, lists + " pages were asked for");
        running.interrupt();
        running.join(10_000);
        assertFalse(running.isAlive());
        assertTrue(ended.get() instanceof InterruptedException, String.valueOf(ended.get()));
    }

    @Test
    void anInterruptEndsItPromptlyAndNothingIsToldAfterwards() throws Exception {
        FormulaStore source = FormulaStore.of(10_000_000, FormulaStore::flat);
        source.latencyMillis = 20;
        AtomicLong told = new AtomicLong();
        CountDownLatch ended = new CountDownLatch(1);
        Thread running = Thread.ofPlatform().start(() -> {
            assertThrows(
                    InterruptedException.class,
                    () -> diff(source, new ListedStore(), CompareMode.AUTO, 8).run(d -> told.incrementAndGet()));
            ended.countDown();
        });
        Thread.sleep(200);
        running.interrupt();
        assertTrue(ended.await(2, TimeUnit.SECONDS));
        long then = told.get();
        Thread.sleep(100);
        assertEquals(then, told.get());
        assertTrue(source.lists.get() < 10_000_000 / 1000);
    }

    @Test
    void aListenersOwnFailureEndsTheDiffWithJustThat() {
        FormulaStore source = FormulaStore.of(100_000, FormulaStore::flat);
        IllegalStateException full = new IllegalStateException("full");
        assertSame(
                full,
                assertThrows(
                        IllegalStateException.class,
                        () -> diff(source, new ListedStore(), CompareMode.AUTO, 8)
                                .run(d -> {
                                    throw full;
                                })));
    }

    @Test
    void singleObjectsAreAskedForInBoundedNumberBesideTheWalk() throws Exception {
        ListedStore source = new ListedStore();
        ListedStore destination = new ListedStore();
        int count = 300;
        for (int i = 0; i < count; i++) {
            String key = "k" + i;
            source.put(DiffTesting.object(key, 1, DiffTesting.md5(i) + "-2", DiffTesting.T0));
            destination.put(DiffTesting.object(key, 1, DiffTesting.md5(i + 1) + "-3", DiffTesting.T0));
            if (i % 3 != 0) {
                destination.metadata.put(
                        new ObjectKey(key),
                        ObjectMetadata.NONE.withUser(ObjectMetadata.SOURCE_ETAG, DiffTesting.md5(i) + "-2"));
            }
        }
        destination.latencyMillis = 5;
        DiffTesting.Heard heard = new DiffTesting.Heard();
        DiffSummary summary = diff(source, destination, CompareMode.AUTO, 2).run(heard);
        assertEquals(count * 2 / 3, summary.same().objects());
        assertEquals(count / 3, summary.changed().objects());
        assertEquals(count, summary.heads());
        assertEquals(0, source.heads.get());
        assertTrue(heard.lines().stream().filter(l -> l.endsWith("UNPROVEN")).count() == count / 3);
        assertTrue(destination.mostHeadsUnderWay.get() > 1, "they are asked for side by side");
        assertTrue(destination.mostHeadsUnderWay.get() <= 4, "no more at once than was allowed");
    }

    @Test
    void theChecksumModeAsksForBothObjects() throws Exception {
        FormulaStore listed = FormulaStore.of(10, FormulaStore::flat);
        ListedStore source = new ListedStore();
        ListedStore destination = new ListedStore();
        for (ListedObject object :
                listed.list(io.replicationhub.object.ListRequest.first("")).objects()) {
            source.put(object);
            destination.put(object);
        }
        DiffSummary summary = diff(source, destination, CompareMode.CHECKSUM, 2).run(d -> {});
        assertEquals(10, summary.same().objects());
        assertEquals(10, source.heads.get());
        assertEquals(10, destination.heads.get());
    }

    @Test
    void anObjectThatVanishedSinceItWasListedIsMissing() throws Exception {
        ListedStore source = new ListedStore();
        ListedStore destination = new ListedStore() {
            @Override
            public ObjectHead head(ObjectKey key) throws StorageException {
                throw new StorageException.Missing(FailureScope.OBJECT, "gone", null);
            }
        };
        source.put(DiffTesting.object("k", 1));
        destination.put(DiffTesting.object("k", 1));
        DiffSummary summary = diff(source, destination, CompareMode.CHECKSUM, 2).run(d -> {});
        assertEquals(1, summary.missing().objects());
    }

    @Test
    void oneObjectThatIsRefusedIsCopiedAndASideThatIsRefusedFailsTheDiff() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        for (FailureScope scope : FailureScope.values()) {
            ListedStore source = new ListedStore();
            ListedStore destination = new ListedStore() {
                @Override
                public ObjectHead head(ObjectKey key) throws StorageException {
                    calls.incrementAndGet();
                    throw new StorageException.Denied(scope, "no", null);
                }
            };
            source.put(DiffTesting.object("k", 1));
            destination.put(DiffTesting.object("k", 1));
            BucketDiff diff = diff(source, destination, CompareMode.CHECKSUM, 2);
            if (scope == FailureScope.OBJECT) {
                assertEquals(1, diff.run(d -> {}).changed().objects());
            } else {
                assertEquals(
                        Side.DESTINATION,
                        assertThrows(ListingFailed.class, () -> diff.run(d -> {}))
                                .side());
            }
        }
        assertEquals(FailureScope.values().length, calls.get(), "what is refused is not asked again");
    }

    private static BucketDiff diff(ListedStore source, ListedStore destination, CompareMode mode, int ranges) {
        return new BucketDiff(source, destination, Selection.EVERYTHING, mode, DiffTesting.settings(ranges));
    }
}
