package io.replicationhub.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ListPage;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.StorageException;
import io.replicationhub.select.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Listings that are slow, broken, empty in places, out of order, or change while they are read. */
@Timeout(60)
class StubbornListingTest extends StubbornListings {
    @Test
    void pagesThatAreEmptyOrShortAndGoOnAreNotTheEnd() throws Exception {
        ListedStore source = new ListedStore() {
            private final AtomicInteger calls = new AtomicInteger();

            @Override
            public ListPage list(ListRequest request) throws StorageException {
                if (calls.incrementAndGet() % 3 != 0) {
                    String at = request.cursor().or(request::startAfter).orElse("");
                    // The same place, but a cursor never seen before, as stores give it.
                    return new ListPage(List.of(), Optional.of(at + "#" + calls.get()));
                }
                return super.list(new ListRequest(
                        request.prefix(),
                        request.startAfter(),
                        request.cursor().map(c -> c.replaceAll("#.*", "")),
                        request.maxKeys()));
            }
        };
        ListedStore destination = new ListedStore();
        fill(source, 500);
        source.pageSize = 7;
        DiffTesting.Heard heard = new DiffTesting.Heard();
        DiffSummary summary = diff(source, destination, 4).run(heard);
        assertEquals(500, summary.missing().objects());
        assertEquals(DiffTesting.oracle(source.all(), destination.all(), Selection.EVERYTHING), heard.lines());
    }

    @Test
    void aListingThatGoesInACircleIsAnErrorAndNoEndlessLoop() {
        ListedStore circling = new ListedStore() {
            private final AtomicInteger calls = new AtomicInteger();

            @Override
            public ListPage list(ListRequest request) {
                return new ListPage(List.of(), Optional.of("cursor " + calls.incrementAndGet() % 5));
            }
        };
        ListingFailed failed = assertThrows(
                ListingFailed.class, () -> diff(new ListedStore(), circling, 4).run(d -> {}));
        assertEquals(Side.DESTINATION, failed.side());
        assertTrue(failed.getMessage().contains("circle"), failed.getMessage());
    }

    @Test
    void aPageThatFailsInPassingIsAskedForAgain() throws Exception {
        ListedStore source = new ListedStore() {
            private final AtomicInteger calls = new AtomicInteger();

            @Override
            public ListPage list(ListRequest request) throws StorageException {
                if (calls.incrementAndGet() % 2 == 0) {
                    throw new StorageException.Throttled("slow down", null);
                }
                return super.list(request);
            }
        };
        fill(source, 100);
        source.pageSize = 10;
        assertEquals(
                100, diff(source, new ListedStore(), 1).run(d -> {}).missing().objects());
    }

    @Test
    void aListingThatBreaksInTheMiddleFailsTheDiffAndNamesTheSide() {
        for (Side side : Side.values()) {
            StorageException refusal = new StorageException.Denied(FailureScope.CREDENTIALS, "no more", null);
            ListedStore breaking = breaking(40, refusal);
            fill(breaking, 2000);
            ListedStore fine = new ListedStore();
            fill(fine, 2000);
            breaking.pageSize = 10;
            fine.pageSize = 10;
            DiffTesting.Heard heard = new DiffTesting.Heard();
            BucketDiff diff = side == Side.SOURCE ? diff(breaking, fine, 4) : diff(fine, breaking, 4);
            ListingFailed failed = assertThrows(ListingFailed.class, () -> diff.run(heard));
            assertEquals(side, failed.side());
            assertSame(refusal, failed.failure());
            assertTrue(
                    heard.lines().stream().noneMatch(line -> line.startsWith("missing") || line.startsWith("extra")),
                    "nothing may be taken as not there");
        }
    }

    @Test
    void anOutageThatOutlastsTheRetriesFailsTheDiff() {
        ListedStore source = breaking(5, new StorageException.Unavailable(FailureScope.ENDPOINT, "refused", null));
        fill(source, 1000);
        source.pageSize = 10;
        ListingFailed failed = assertThrows(
                ListingFailed.class, () -> diff(source, new ListedStore(), 3).run(d -> {}));
        assertInstanceOf(StorageException.Unavailable.class, failed.failure());
    }

    @Test
    void keysOutsideThePrefixAreAnError() {
        ListedStore careless = new ListedStore() {
            @Override
            public ListPage list(ListRequest request) throws StorageException {
                return super.list(ListRequest.first(""));
            }
        };
        fill(careless, 5);
        Selection selection = new Selection("zzz/", "", Selection.EVERYTHING.filter());
        BucketDiff diff =
                new BucketDiff(careless, new ListedStore(), selection, CompareMode.SIZE, DiffTesting.settings(2));
        assertThrows(ListingFailed.class, () -> diff.run(d -> {}));
    }

    @Test
    void aKeyThatIsListedTwiceIsTakenOnce() throws Exception {
        ListedStore source = new ListedStore() {
            @Override
            public ListPage list(ListRequest request) {
                List<ListedObject> doubled = new ArrayList<>(all());
                doubled.add(1, doubled.getFirst());
                return new ListPage(doubled, Optional.empty());
            }
        };
        ListedStore destination = new ListedStore();
        fill(source, 3);
        fill(destination, 3);
        DiffTesting.Heard heard = new DiffTesting.Heard();
        DiffSummary summary = diff(source, destination, 1).run(heard);
        assertEquals(DiffTesting.oracle(source.all(), destination.all(), Selection.EVERYTHING), heard.lines());
        assertEquals(3, summary.source().objects());
    }

    @Test
    void aStoreThatIgnoresWhereToStartIsNoticed() throws Exception {
        ListedStore source = new ListedStore() {
            @Override
            public ListPage list(ListRequest request) throws StorageException {
                return super.list(
                        new ListRequest(request.prefix(), Optional.empty(), request.cursor(), request.maxKeys()));
            }
        };
        fill(source, 3000);
        source.pageSize = 20;
        DiffTesting.Heard heard = new DiffTesting.Heard();
        DiffSummary summary = diff(source, new ListedStore(), 4).run(heard);
        assertEquals(List.of(Side.SOURCE), heard.restarts);
        assertEquals(3000, summary.missing().objects());
        assertEquals(3000, heard.lines().size());
        assertScratchIsEmpty();
    }

    @Test
    void keysThatComeAndGoBetweenPagesDoNoHarmToOthers() throws Exception {
        for (long seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            ListedStore source = new ListedStore() {
                @Override
                public ListPage list(ListRequest request) throws StorageException {
                    synchronized (random) {
                        put(DiffTesting.object("coming" + random.nextInt(2000), 1));
                        put(DiffTesting.object("z" + random.nextInt(2000), 1));
                        remove(new ObjectKey("going" + random.nextInt(300)));
                    }
                    return super.list(request);
                }
            };
            ListedStore destination = new ListedStore();
            for (int i = 0; i < 300; i++) {
                source.put(DiffTesting.object("going" + i, 1));
                source.put(DiffTesting.object("staying" + i, 1));
                destination.put(DiffTesting.object("staying" + i, i % 3 == 0 ? 2 : 1));
            }
            source.pageSize = destination.pageSize = 5;
            DiffTesting.Heard heard = new DiffTesting.Heard();
            diff(source, destination, 4).run(heard);
            List<String> staying = heard.lines().stream()
                    .filter(line -> line.contains("staying"))
                    .toList();
            assertEquals(300, staying.size(), "seed " + seed);
            assertEquals(
                    100, staying.stream().filter(l -> l.startsWith("changed")).count(), "seed " + seed);
            assertEquals(heard.lines().stream().distinct().toList(), heard.lines(), "seed " + seed);
        }
    }
}
