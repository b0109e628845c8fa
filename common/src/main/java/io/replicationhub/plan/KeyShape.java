package io.replicationhub.plan;

import java.util.Arrays;

/**
 * What keys look like, as far as they have been seen: which code points occur at all, and which kinds of them at which
 * position. With that, what follows a position is a number between 0 and 1 whose digits at each position are the code
 * points of the kinds seen there; greater keys have greater or equal numbers. Not thread-safe.
 */
final class KeyShape {
    /** Beyond these many positions and code points, more says no more about where keys may be. */
    private static final int POSITIONS = 512;

    private static final int SYMBOLS = 1_000;
    private static final int KINDS = 5;
    private static final int ALL_KINDS = (1 << KINDS) - 1;
    /** A double has nothing to add beyond. */
    private static final double LEAST_WEIGHT = 1e-16;

    private final int[] kindsAt = new int[POSITIONS];
    private final int[][] symbolsOf = new int[1 << KINDS][];
    private int[] all = {};

    void learn(String key) {
        for (int i = 0; i < key.length(); ) {
            int symbol = key.codePointAt(i);
            boolean lone = symbol >= Character.MIN_SURROGATE && symbol <= Character.MAX_SURROGATE;
            if (!lone) {
                if (i < POSITIONS) {
                    kindsAt[i] |= kind(symbol);
                }
                add(symbol);
            }
            i += Character.charCount(symbol);
        }
    }

    /** The code points that may stand at a position, ascending. */
    int[] symbolsAt(int position) {
        int seen = position < POSITIONS ? kindsAt[position] : ALL_KINDS;
        int kinds = seen == 0 ? ALL_KINDS : seen;
        int[] symbols = symbolsOf[kinds];
        if (symbols == null) {
            symbols = Arrays.stream(all)
                    .filter(symbol -> (kind(symbol) & kinds) != 0)
                    .toArray();
            symbolsOf[kinds] = symbols;
        }
        return symbols;
    }

    /** How many of these are not greater than the code point. */
    static int rank(int[] symbols, int symbol) {
        int place = Arrays.binarySearch(symbols, symbol);
        return place >= 0 ? place + 1 : -place - 1;
    }

    /** The key's characters from {@code from} on as a number. */
    double value(String key, int from) {
        double value = 0;
        double weight = 1;
        for (int i = from; i < key.length() && weight > LEAST_WEIGHT; ) {
            int symbol = key.codePointAt(i);
            int[] symbols = symbolsAt(i);
            weight /= symbols.length + 1.0;
            value += rank(symbols, symbol) * weight;
            i += Character.charCount(symbol);
        }
        return value;
    }

    /** What a number as of position {@code to} weighs as of the earlier position {@code from}, below such a key. */
    double weight(String key, int from, int to) {
        double weight = 1;
        for (int i = from; i < to && i < key.length(); i += Character.charCount(key.codePointAt(i))) {
            weight /= symbolsAt(i).length + 1.0;
        }
        return weight;
    }

    /** A short text to stand from a position on, whose number is about this, to within {@code tolerance}. */
    String text(int from, double value, double tolerance) {
        StringBuilder text = new StringBuilder();
        double rest = value;
        for (double weight = 1; weight > tolerance && weight > LEAST_WEIGHT; ) {
            int[] symbols = symbolsAt(from + text.length());
            double base = symbols.length + 1.0;
            rest *= base;
            weight /= base;
            int digit = (int) Math.min(rest, symbols.length);
            if (digit == 0) {
                break;
            }
            text.appendCodePoint(symbols[digit - 1]);
            rest -= digit;
        }
        return text.toString();
    }

    /** How many characters two keys begin with in common, never half a pair of surrogates. */
    static int commonLength(String left, String right) {
        int most = Math.min(left.length(), right.length());
        int common = 0;
        while (common < most && left.charAt(common) == right.charAt(common)) {
            common++;
        }
        boolean withinPair = common > 0 && Character.isHighSurrogate(left.charAt(common - 1));
        return withinPair ? common - 1 : common;
    }

    private void add(int symbol) {
        int place = Arrays.binarySearch(all, symbol);
        if (place < 0 && all.length < SYMBOLS) {
            int at = -place - 1;
            int[] more = Arrays.copyOf(all, all.length + 1);
            System.arraycopy(all, at, more, at + 1, all.length - at);
            more[at] = symbol;
            all = more;
            Arrays.fill(symbolsOf, null);
        }
    }

    private static int kind(int symbol) {
        if (symbol >= '0' && symbol <= '9') {
            return 1;
        }
        if (symbol >= 'a' && symbol <= 'z') {
            return 2;
        }
        if (symbol >= 'A' && symbol <= 'Z') {
            return 4;
        }
        return symbol < 0x80 ? 8 : 16;
    }
}
