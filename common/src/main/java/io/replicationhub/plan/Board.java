package io.replicationhub.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands out spans of keys to walkers. Where places for walkers are free, spans whose listing is known to go on are cut,
 * and their upper pieces walked by others. How many are begun grows with the pages seen, so a small bucket stays cheap.
 * Thread-safe.
 */
final class Board {
    /** So many spans may be begun before anything is known of a bucket's size. */
    private static final int HEAD_START = 3;
    /** Fewer pages than this are walked sooner than shared: one is already under way. */
    private static final double WORTH_SHARING = 2.5;
    /** A guess at the pages left is credible up to so many, and up to {@link #GROWTH} times those seen. */
    private static final double MODEST = 2_000;

    private static final double GROWTH = 20;

    private final int places;
    private final Ends ends;
    private final Consumer<Span> walkers;
    private final Map<Span, Progress> active = new HashMap<>();
    private final Alphabet alphabet = new Alphabet();
    private int begun;
    private long pagesWithMore;

    /**
     * @param places how many spans may be walked at once
     * @param walkers takes a new span to a walker, without waiting
     */
    Board(int places, Ends ends, Consumer<Span> walkers) {
        this.places = places;
        this.ends = ends;
        this.walkers = walkers;
    }

    synchronized void begin(Span span) {
        begun++;
        active.put(span, new Progress());
        walkers.accept(span);
    }

    /** A walker has these pages in hand, and walks them next. Its span may end earlier afterwards, never within them. */
    synchronized void reached(Span span, PageCursor source, PageCursor destination) {
        Progress progress = active.get(span);
        if (progress == null || places == 1) {
            return;
        }
        PageCursor further = source.goesOn() ? source : destination;
        if (!further.goesOn() || !further.hasPage()) {
            progress.stretch = null;
        } else {
            pagesWithMore++;
            String low = greater(source, destination);
            alphabet.learn(further.first());
            alphabet.learn(further.middle());
            alphabet.learn(low);
            progress.settle(new Stretch(further.first(), low, high(span)), alphabet, credible());
            progress.fresh = true;
        }
        share();
    }

    /** A walker has come to the end of its span. */
    synchronized void finished(Span span) {
        active.remove(span);
        share();
    }

    private void share() {
        while (active.size() < places && begun < HEAD_START + pagesWithMore) {
            Map.Entry<Span, Progress> widest = widest();
            if (widest == null) {
                return;
            }
            cut(widest.getKey(), widest.getValue());
        }
    }

    private void cut(Span span, Progress progress) {
        Stretch stretch = progress.stretch;
        progress.fresh = false;
        if (stretch == null) {
            return;
        }
        List<String> cuts = stretch.cuts(pieces(progress), alphabet, progress.pages);
        if (cuts.isEmpty()) {
            return;
        }
        String end = span.upTo();
        span.endAt(cuts.getFirst());
        progress.settle(new Stretch(stretch.first(), stretch.low(), cuts.getFirst()), alphabet, credible());
        for (int i = 0; i < cuts.size(); i++) {
            begin(new Span(cuts.get(i), i + 1 < cuts.size() ? cuts.get(i + 1) : end));
        }
    }

    /** A share of the free places by the share of the pages that are left. */
    private int pieces(Progress progress) {
        double all = 0;
        for (Progress each : active.values()) {
            all += each.pages;
        }
        int free = (int) Math.min(places - active.size(), HEAD_START + pagesWithMore - begun);
        double fair = Math.ceil(free * progress.pages / all);
        return (int) Math.max(1, Math.min(fair, progress.pages / 2));
    }

    private Map.@Nullable Entry<Span, Progress> widest() {
        Map.Entry<Span, Progress> widest = null;
        for (Map.Entry<Span, Progress> entry : active.entrySet()) {
            Progress progress = entry.getValue();
            boolean worth = progress.fresh && progress.pages > WORTH_SHARING;
            if (worth && (widest == null || progress.pages > widest.getValue().pages)) {
                widest = entry;
            }
        }
        return widest;
    }

    private @Nullable String high(Span span) {
        String end = span.upTo();
        String last = ends.ofBoth();
        if (end == null || last == null) {
            return end == null ? last : end;
        }
        return KeyOrder.compare(end, 0, last, 0) <= 0 ? end : last;
    }

    private double credible() {
        return MODEST + GROWTH * pagesWithMore;
    }

    private static String greater(PageCursor source, PageCursor destination) {
        if (!source.hasPage() || !destination.hasPage()) {
            return source.hasPage() ? source.last() : destination.last();
        }
        String one = source.last();
        String other = destination.last();
        return KeyOrder.compare(one, 0, other, 0) >= 0 ? one : other;
    }

    /** How far a walker is, and what is guessed of what lies before it. */
    private static final class Progress {
        private @Nullable Stretch stretch;
        private double pages;
        /** Whether a page has come since the span was last cut: without one, nothing new is known. */
        private boolean fresh;

        void settle(Stretch next, Alphabet alphabet, double credible) {
            stretch = next;
            pages = next.pages(alphabet, credible);
        }
    }
}
