package io.replicationhub.plan;

import io.replicationhub.select.Selection;
import java.util.Map;

/** One go at a diff, with what has been learnt of the two sides so far. */
final class DiffAttempt {
    private final SideReader source;
    private final SideReader destination;
    private final Selection selection;
    private final CompareMode mode;
    private final DiffSettings settings;
    private final Map<Side, SortedListing> sorted;

    DiffAttempt(
            SideReader source,
            SideReader destination,
            Selection selection,
            CompareMode mode,
            DiffSettings settings,
            Map<Side, SortedListing> sorted) {
        this.source = source;
        this.destination = destination;
        this.selection = selection;
        this.mode = mode;
        this.settings = settings;
        this.sorted = sorted;
    }

    DiffSummary run(DiffListener listener) throws ListingFailed, UnorderedListing, InterruptedException {
        try (Crew crew = new Crew(settings.heads())) {
            Findings findings = new Findings(selection, listener, crew);
            new Walkers(crew, findings).begin();
            crew.await();
            return findings.summary(source, destination);
        }
    }

    /** What all walkers of this attempt share. */
    private final class Walkers {
        private final Crew crew;
        private final Findings findings;
        private final Judge judge;
        private final Ends ends = new Ends();
        private final Board board;

        Walkers(Crew crew, Findings findings) {
            this.crew = crew;
            this.findings = findings;
            this.judge = new Judge(source, destination, findings, crew);
            // A side that was sorted on disk is read from its beginning to its end.
            int places = sorted.isEmpty() ? settings.ranges() : 1;
            this.board = new Board(places, ends, span -> crew.walk(() -> walk(span)));
        }

        void begin() {
            board.begin(Span.everything());
        }

        private void walk(Span span) throws ListingFailed, UnorderedListing, InterruptedException {
            PageCursor from = cursor(span, crew, ends, source);
            PageCursor to = cursor(span, crew, ends, destination);
            new RangeWalk(span, from, to, board, selection, mode, findings, judge).run();
            board.finished(span);
        }
    }

    private PageCursor cursor(Span span, Crew crew, Ends ends, SideReader reader) {
        int prefixLength = reader.prefix().length();
        SortedListing inOrder = sorted.get(reader.side());
        if (inOrder != null) {
            return new PageCursor(inOrder.pages(), prefixLength);
        }
        boolean beyondEnd = ends.isBeyond(reader.side(), span.after());
        Pages pages = beyondEnd
                ? Pages.NONE
                : new ListedPages(reader, span, crew, lastKey -> ends.found(reader.side(), lastKey));
        return new PageCursor(pages, prefixLength);
    }
}
