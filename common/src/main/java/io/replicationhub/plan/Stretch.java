package io.replicationhub.plan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of keys of which nothing is known but the page before it, and a guess how much is in it and where to cut it.
 * A bad guess costs requests, never correctness.
 *
 * @param low what follows the prefix in the last key of the page before; the stretch lies beyond
 * @param high the upper end; null where there is none
 */
record Stretch(String low, @Nullable String high) {
    /** Stands for a number of pages that cannot be guessed. */
    static final double UNKNOWN = 1e6;

    private static final double TOLERANCE = 1.0 / 16;

    /**
     * About how many pages are in the stretch, if keys are as dense as they were of late. {@link #UNKNOWN} if that is
     * more than is credible: then the keys are rather in few places of it.
     */
    double pages(KeyShape shape, Strides strides, double credible) {
        int from = shared();
        double left = top(shape, from) - shape.value(low, from);
        double page = strides.mean(low, from, shape);
        if (left <= 0) {
            return 0;
        }
        return page > 0 && left / page <= credible ? left / page : UNKNOWN;
    }

    /** At most so many places to cut, ascending, all within the stretch. */
    List<String> cuts(int most, KeyShape shape, Strides strides, double pages) {
        List<String> places = pages < UNKNOWN ? even(most, shape, pages) : ladder(most, shape, strides.level());
        List<String> cuts = new ArrayList<>(places.size());
        String last = low;
        for (String place : places) {
            if (KeyOrder.compare(last, 0, place, 0) < 0 && isBelowHigh(place)) {
                cuts.add(place);
                last = place;
            }
        }
        return cuts;
    }

    /** Pieces of equal width; the page that is already under way stays with the first. */
    private List<String> even(int most, KeyShape shape, double pages) {
        int from = shared();
        double top = top(shape, from);
        double low = shape.value(this.low, from);
        double bottom = low + (top - low) / pages;
        double width = (top - bottom) / (most + 1);
        List<String> places = new ArrayList<>(most);
        for (int i = 1; i <= most; i++) {
            places.add(this.low.substring(0, from) + shape.text(from, bottom + i * width, width * TOLERANCE));
        }
        return places;
    }

    /**
     * Places ever further from the page before: first those that differ from its last key in a late character, then in
     * earlier ones. Where keys begin alike for long, and the next ones may be near or far, one round of these shows how
     * far.
     */
    private List<String> ladder(int most, KeyShape shape, int from) {
        int top = shared();
        int bottom = Math.min(Math.max(from, top), low.length() - 1);
        int rungs = 0;
        for (int level = bottom; level >= top; level--) {
            rungs += rungs(level, shape);
        }
        int taken = Math.min(most, rungs);
        List<String> places = new ArrayList<>(taken);
        int level = bottom;
        int passed = 0;
        // Keys can be long, so no more rungs are made into text than are taken.
        for (int i = 0; i < taken; i++) {
            int wanted = (int) ((i + 1L) * rungs / (taken + 1));
            while (passed + rungs(level, shape) <= wanted) {
                passed += rungs(level, shape);
                level--;
            }
            int[] symbols = shape.symbolsAt(level);
            int symbol = symbols[KeyShape.rank(symbols, low.codePointAt(level)) + wanted - passed];
            places.add(low.substring(0, level) + Character.toString(symbol));
        }
        return places;
    }

    /** How many symbols there are at a position beyond the one of the last key; those up to the upper end where it differs. */
    private int rungs(int level, KeyShape shape) {
        if (Character.isLowSurrogate(low.charAt(level))) {
            return 0;
        }
        int[] symbols = shape.symbolsAt(level);
        int last = symbols.length;
        if (high != null && level == shared() && level < high.length()) {
            last = KeyShape.rank(symbols, high.codePointAt(level));
        }
        return Math.max(0, last - KeyShape.rank(symbols, low.codePointAt(level)));
    }

    private boolean isBelowHigh(String place) {
        return high == null || KeyOrder.compare(place, 0, high, 0) < 0;
    }

    /** How many characters all keys of the stretch have in common. */
    private int shared() {
        return high == null ? 0 : KeyShape.commonLength(low, high);
    }

    private double top(KeyShape shape, int from) {
        return high == null ? 1 : shape.value(high, from);
    }
}
