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
    /**
     * So many spans may be begun before anything is known of a bucket's size. With more, a bucket of a few pages would be
     * cut in as many pieces, sooner or later as the threads go, and nobody could tell how many pages it takes.
     */
    private static final int HEAD_START = 1;
    /** Fewer pages than this are walked sooner than shared: one is already under way. */
    private static final double WORTH_SHARING = 2.5;
    /** A guess at the pages left is credible up to so many, and up to {@link #GROWTH} times those seen. */
    private static final double MODEST = 2_000;

    private static final double GROWTH = 20;

    private final int places;
    private final Ends ends;
    private final Consumer<Span> walkers;
    private final Map<Span, Progress> active = new HashMap<>();
    private final KeyShape shape = new KeyShape();
    private final Strides strides = new Strides();
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
        // A side that is alone with its last page counts, too: else what was settled before would be cut within that
        // page.
        PageCursor further = source.goesOn() || !destination.hasPage() ? source : destination;
        if (further.hasPage()) {
            String low = greater(source, destination);
            learn(progress, further, low);
            progress.last = low;
            progress.fresh = further.goesOn();
            if (progress.fresh) {
                pagesWithMore++;
                settle(progress, new Stretch(low, high(span)));
            }
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
        List<String> cuts = stretch.cuts(pieces(progress), shape, strides, progress.pages);
        if (cuts.isEmpty()) {
            return;
        }
        String end = span.upTo();
        span.endAt(cuts.getFirst());
        settle(progress, new Stretch(stretch.low(), cuts.getFirst()));
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

    private void learn(Progress progress, PageCursor page, String low) {
        shape.learn(page.first());
        shape.learn(page.middle());
        shape.learn(low);
        if (progress.last != null) {
            strides.add(progress.last, low, shape);
        } else if (strides.isEmpty()) {
            strides.suppose(page.first(), low, shape);
        }
    }

    private void settle(Progress progress, Stretch stretch) {
        progress.stretch = stretch;
        progress.pages = stretch.pages(shape, strides, MODEST + GROWTH * pagesWithMore);
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
        private @Nullable String last;
        private @Nullable Stretch stretch;
        private double pages;
        /** Whether a page has come since the span was last cut: without one, nothing new is known. */
        private boolean fresh;
    }
}
