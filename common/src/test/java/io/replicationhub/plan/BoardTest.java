package io.replicationhub.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.ListedObject;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BoardTest {
    @Test
    void noCutFallsWithinThePagesThatAWalkerHasInHand() throws Exception {
        int cuts = 0;
        for (long seed = 0; seed < 1_000; seed++) {
            Random random = new Random(seed);
            List<Span> begun = new ArrayList<>();
            Board board = new Board(2, new Ends(), begun::add);
            Span walked = Span.everything();
            Span busy = new Span("\uDBFF\uDFFF", null);
            board.begin(walked);
            board.begin(busy);
            // One page is not enough to begin a third span.
            board.reached(busy, cursor(random, true), new PageCursor(Pages.NONE, 0));
            PageCursor source = cursor(random, true);
            PageCursor destination = cursor(random, random.nextInt(3) == 0);
            board.reached(walked, source, destination);
            assertEquals(2, begun.size(), "no place is free");
            // Only now, with the walker in the midst of its pages, is there a place.
            board.finished(busy);
            for (Span piece : begun.subList(2, begun.size())) {
                cuts++;
                assertEquals(walked.upTo(), piece.after(), "seed " + seed);
                assertBeyond(source, piece, "seed " + seed);
                assertBeyond(destination, piece, "seed " + seed);
            }
        }
        assertTrue(cuts > 200, "too few were cut to say anything: " + cuts);
    }

    /** Where the other side has nothing beyond, as behind its last key. */
    @Test
    void noCutFallsWithinTheLastPageOfASideThatIsAlone() throws Exception {
        for (long seed = 0; seed < 1_000; seed++) {
            Random random = new Random(seed);
            List<Span> begun = new ArrayList<>();
            Board board = new Board(2, new Ends(), begun::add);
            Span walked = Span.everything();
            Span busy = new Span("\uDBFF\uDFFF", null);
            board.begin(walked);
            board.begin(busy);
            // One page is not enough to begin a third span.
            board.reached(busy, cursor(random, true), new PageCursor(Pages.NONE, 0));
            PageCursor other = new PageCursor(Pages.NONE, 0);
            board.reached(walked, cursor(random, true), other);
            PageCursor last = new PageCursor(one(DiffTesting.object("\uDBFF\uDFFE", 1)), 0);
            last.fill();
            board.reached(walked, last, other);
            board.finished(busy);
            for (Span piece : begun.subList(2, begun.size())) {
                assertBeyond(last, piece, "seed " + seed);
            }
        }
    }

    private static Pages one(ListedObject object) {
        return new Pages() {
            private boolean given;

            @Override
            public @Nullable List<ListedObject> next() {
                if (given) {
                    return null;
                }
                given = true;
                return List.of(object);
            }

            @Override
            public boolean goOn() {
                return false;
            }

            @Override
            public void giveUp() {}
        };
    }

    @Test
    void piecesFollowOneAnotherWithoutGapOrOverlap() throws Exception {
        for (long seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            List<Span> begun = new ArrayList<>();
            Board board = new Board(1 + random.nextInt(8), new Ends(), begun::add);
            board.begin(Span.everything());
            for (int step = 0; step < 20; step++) {
                Span span = begun.get(random.nextInt(begun.size()));
                PageCursor cursor = cursor(random, true);
                // A walker only ever sees keys of its own span.
                if (cursor.hasPage()
                        && (span.after() == null || KeyOrder.compare(cursor.first(), 0, span.after(), 0) > 0)) {
                    board.reached(span, cursor, new PageCursor(Pages.NONE, 0));
                }
            }
            List<Span> inOrder = new ArrayList<>(begun);
            inOrder.sort((a, b) ->
                    a.after() == null ? -1 : b.after() == null ? 1 : KeyOrder.compare(a.after(), 0, b.after(), 0));
            for (int i = 0; i + 1 < inOrder.size(); i++) {
                assertEquals(inOrder.get(i).upTo(), inOrder.get(i + 1).after(), "seed " + seed);
            }
            assertEquals(null, inOrder.getLast().upTo(), "seed " + seed);
        }
    }

    private static void assertBeyond(PageCursor cursor, Span piece, String at) {
        if (cursor.hasPage()) {
            String last = cursor.last();
            assertTrue(KeyOrder.compare(piece.after(), 0, last, 0) > 0, at + ": " + piece.after() + " up to " + last);
        }
    }

    private static PageCursor cursor(Random random, boolean goesOn) throws Exception {
        TreeSet<String> keys = KeyCorpus.keys(random);
        List<ListedObject> page = new ArrayList<>();
        for (String key : keys) {
            if (page.size() < 20) {
                page.add(DiffTesting.object(key, 1));
            }
        }
        page.sort((a, b) -> a.key().compareTo(b.key()));
        Iterator<List<ListedObject>> pages = List.of(page, page).iterator();
        PageCursor cursor = new PageCursor(
                new Pages() {
                    @Override
                    public List<ListedObject> next() {
                        return pages.hasNext() ? pages.next() : null;
                    }

                    @Override
                    public boolean goOn() {
                        return goesOn;
                    }

                    @Override
                    public void giveUp() {}
                },
                0);
        cursor.fill();
        return cursor;
    }
}
