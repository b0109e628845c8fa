package io.replicationhub.plan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of keys of which nothing is known but the page before it, and a guess how much is in it and where to cut it.
 * A bad guess costs requests, never correctness.
 *
 * @param first what follows the prefix in the first key of the page before
 * @param low the same of its last key; the stretch lies beyond
 * @param high the upper end; null where there is none
 */
record Stretch(String first, String low, @Nullable String high) {
    /** Stands for a number of pages that cannot be guessed. */
    static final double UNKNOWN = 1e6;

    private static final double TOLERANCE = 1.0 / 16;

    /**
     * About how many pages are in the stretch, if keys are as dense as in the page before it. {@link #UNKNOWN} if that is
     * more than is credible: then the keys are rather in few places of it.
     */
    double pages(Alphabet alphabet, double credible) {
        int from = shared();
        double low = alphabet.value(this.low, from);
        double page = low - alphabet.value(first, from);
        double left = top(alphabet, from) - low;
        if (left <= 0) {
            return 0;
        }
        return page > 0 && left / page <= credible ? left / page : UNKNOWN;
    }

    /** At most so many places to cut, ascending, all within the stretch. */
    List<String> cuts(int most, Alphabet alphabet, double pages) {
        List<String> places = pages < UNKNOWN ? even(most, alphabet, pages) : ladder(most, alphabet);
        List<String> cuts = new ArrayList<>();
        String last = low;
        for (String place : places) {
            boolean within = KeyOrder.compare(last, 0, place, 0) < 0
                    && (high == null || KeyOrder.compare(place, 0, high, 0) < 0);
            if (within) {
                cuts.add(place);
                last = place;
            }
        }
        return cuts;
    }

    /** Pieces of equal width; the page that is already under way stays with the first. */
    private List<String> even(int most, Alphabet alphabet, double pages) {
        int from = shared();
        double top = top(alphabet, from);
        double low = alphabet.value(this.low, from);
        double bottom = low + (top - low) / pages;
        double width = (top - bottom) / (most + 1);
        List<String> places = new ArrayList<>(most);
        for (int i = 1; i <= most; i++) {
            places.add(this.low.substring(0, from) + alphabet.text(bottom + i * width, width * TOLERANCE));
        }
        return places;
    }

    /**
     * Places ever further from the page before: first those that differ from its last key in a late character, then in
     * earlier ones. Where keys begin alike for long, and the next ones may be near or far, one round of these shows how
     * far.
     */
    private List<String> ladder(int most, Alphabet alphabet) {
        List<long[]> rungs = new ArrayList<>();
        int top = shared();
        for (int level = level(); level >= top; level--) {
            if (level < low.length() && !Character.isLowSurrogate(low.charAt(level))) {
                for (int next = alphabet.rank(low.codePointAt(level)); next < alphabet.size(); next++) {
                    rungs.add(new long[] {level, next});
                }
            }
        }
        int taken = Math.min(most, rungs.size());
        List<String> places = new ArrayList<>(taken);
        for (int i = 0; i < taken; i++) {
            long[] rung = rungs.get((int) ((i + 1L) * rungs.size() / (taken + 1)));
            places.add(low.substring(0, (int) rung[0]) + Character.toString(alphabet.symbol((int) rung[1])));
        }
        return places;
    }

    /** The first place at which keys of the page before differ. */
    private int level() {
        return Math.min(commonLength(first, low), low.length() - 1);
    }

    /** How many characters all keys of the stretch have in common. */
    private int shared() {
        return high == null ? 0 : commonLength(low, high);
    }

    private double top(Alphabet alphabet, int from) {
        return high == null ? 1 : alphabet.value(high, from);
    }

    private static int commonLength(String left, String right) {
        int most = Math.min(left.length(), right.length());
        int common = 0;
        while (common < most && left.charAt(common) == right.charAt(common)) {
            common++;
        }
        boolean withinPair = common > 0 && Character.isHighSurrogate(left.charAt(common - 1));
        return withinPair ? common - 1 : common;
    }
}
