package io.replicationhub.plan;

import java.util.Arrays;

/**
 * The code points seen in keys so far, ascending; they stand for the digits of a number system in which keys are numbers
 * between 0 and 1. Not thread-safe.
 */
final class Alphabet {
    /** More say no more about where keys may be. */
    private static final int MOST = 1_000;
    /** Beyond this many binary digits a double has nothing to add. */
    private static final double LEAST_WEIGHT = 1e-16;

    private int[] symbols = {};

    void learn(String key) {
        for (int i = 0; i < key.length(); ) {
            int symbol = key.codePointAt(i);
            i += Character.charCount(symbol);
            boolean lone = symbol >= Character.MIN_SURROGATE && symbol <= Character.MAX_SURROGATE;
            int place = Arrays.binarySearch(symbols, symbol);
            if (place < 0 && symbols.length < MOST && !lone) {
                insert(-place - 1, symbol);
            }
        }
    }

    int size() {
        return symbols.length;
    }

    int symbol(int index) {
        return symbols[index];
    }

    /** How many symbols are not greater than this one. */
    int rank(int symbol) {
        int place = Arrays.binarySearch(symbols, symbol);
        return place >= 0 ? place + 1 : -place - 1;
    }

    /** The key's characters from {@code from} on as a number; greater keys have greater or equal numbers. */
    double value(String key, int from) {
        double base = symbols.length + 1.0;
        double value = 0;
        double weight = 1;
        for (int i = from; i < key.length() && weight > LEAST_WEIGHT; ) {
            int symbol = key.codePointAt(i);
            i += Character.charCount(symbol);
            weight /= base;
            value += rank(symbol) * weight;
        }
        return value;
    }

    /** A short text whose number is about this, to within {@code tolerance}. */
    String text(double value, double tolerance) {
        double base = symbols.length + 1.0;
        StringBuilder text = new StringBuilder();
        double rest = value;
        for (double weight = 1; weight > tolerance && weight > LEAST_WEIGHT; weight /= base) {
            rest *= base;
            int digit = (int) Math.min(rest, symbols.length);
            if (digit == 0) {
                break;
            }
            text.appendCodePoint(symbols[digit - 1]);
            rest -= digit;
        }
        return text.toString();
    }

    private void insert(int place, int symbol) {
        int[] more = new int[symbols.length + 1];
        System.arraycopy(symbols, 0, more, 0, place);
        more[place] = symbol;
        System.arraycopy(symbols, place, more, place + 1, symbols.length - place);
        symbols = more;
    }
}
