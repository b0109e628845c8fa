package io.replicationhub.plan;

import io.replicationhub.object.ListedObject;
import io.replicationhub.plan.Comparison.NeedsHead;
import io.replicationhub.select.Selection;
import org.jspecify.annotations.Nullable;

/** Walks both sides through one span of keys in step, and tells the differences. Used by one thread. */
final class RangeWalk {
    private final Span span;
    private final PageCursor source;
    private final PageCursor destination;
    private final Board board;
    private final Selection selection;
    private final CompareMode mode;
    private final Findings findings;
    private final Judge judge;
    private final Tally tally = new Tally();

    RangeWalk(
            Span span,
            PageCursor source,
            PageCursor destination,
            Board board,
            Selection selection,
            CompareMode mode,
            Findings findings,
            Judge judge) {
        this.span = span;
        this.source = source;
        this.destination = destination;
        this.board = board;
        this.selection = selection;
        this.mode = mode;
        this.findings = findings;
        this.judge = judge;
    }

    void run() throws ListingFailed, UnorderedListing, InterruptedException {
        while (true) {
            source.fill();
            destination.fill();
            // From here on no other walker takes keys of the pages in hand.
            board.reached(span, source, destination);
            source.endBy(span.upTo());
            destination.endBy(span.upTo());
            Amount sourceBefore = tally.source.amount();
            Amount destinationBefore = tally.destination.amount();
            walkPages();
            findings.listed(Side.SOURCE, tally.source.since(sourceBefore));
            findings.listed(Side.DESTINATION, tally.destination.since(destinationBefore));
            if (source.isFinished() && destination.isFinished()) {
                findings.add(tally);
                return;
            }
        }
    }

    /** Goes on until a page is used up and another is needed, or both sides are at their end. */
    private void walkPages() throws InterruptedException {
        while (true) {
            ListedObject from = source.peek();
            ListedObject to = destination.peek();
            boolean pageNeeded = from == null && !source.isLastPage() || to == null && !destination.isLastPage();
            if (pageNeeded || from == null && to == null) {
                return;
            }
            int order = order(from, to);
            if (order <= 0) {
                source.pass();
            }
            if (order >= 0) {
                destination.pass();
            }
            if (order < 0 && from != null) {
                onlyAtSource(from);
            } else if (order > 0 && to != null) {
                onlyAtDestination(to);
            } else if (from != null && to != null) {
                onBoth(from, to);
            }
        }
    }

    private int order(@Nullable ListedObject from, @Nullable ListedObject to) {
        if (from == null || to == null) {
            return from == null ? 1 : -1;
        }
        return KeyOrder.compare(
                from.key().value(),
                selection.sourcePrefix().length(),
                to.key().value(),
                selection.destinationPrefix().length());
    }

    private void onlyAtSource(ListedObject from) throws InterruptedException {
        tally.source.add(from.stamp().size());
        if (selection.selects(from)) {
            findings.missing(tally, from);
        } else {
            tally.filtered.add(from.stamp().size());
        }
    }

    private void onlyAtDestination(ListedObject to) throws InterruptedException {
        tally.destination.add(to.stamp().size());
        if (selection.covers(to)) {
            findings.extra(tally, to);
        }
    }

    private void onBoth(ListedObject from, ListedObject to) throws InterruptedException {
        tally.source.add(from.stamp().size());
        tally.destination.add(to.stamp().size());
        if (!selection.selects(from)) {
            tally.filtered.add(from.stamp().size());
            return;
        }
        Comparison comparison = Comparer.compare(mode, from.stamp(), to.stamp());
        if (comparison instanceof NeedsHead open) {
            judge.settleLater(from, to, open);
        } else {
            findings.compared(tally, from, to, comparison);
        }
    }
}
