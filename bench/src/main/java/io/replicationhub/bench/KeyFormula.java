package io.replicationhub.bench;

import java.io.IOException;

/**
 * A bucket that is a formula: key, size, content and ETag of object {@code i} follow from {@code i}. {@code dirs} 0 makes
 * a flat bucket of {@code k%09d}; otherwise keys are {@code p%03d/k%09d}, as many in each directory.
 */
record KeyFormula(int count, int dirs) {
    private static final int DIGITS = 9;

    String key(int i) {
        byte[] key = new byte[dirs == 0 ? 1 + DIGITS : 6 + DIGITS];
        write(i, key, 0);
        return new String(key, java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    int keyLength() {
        return dirs == 0 ? 1 + DIGITS : 6 + DIGITS;
    }

    void write(int i, byte[] to, int at) {
        int from = at;
        if (dirs > 0) {
            int dir = (int) ((long) i * dirs / count);
            to[from] = 'p';
            digits(dir, to, from + 1, 3);
            to[from + 4] = '/';
            from += 5;
        }
        to[from] = 'k';
        digits(i, to, from + 1, DIGITS);
    }

    private static void digits(int number, byte[] to, int at, int digits) {
        int rest = number;
        for (int i = at + digits - 1; i >= at; i--) {
            to[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** The index of the first key that is not below the text; {@link #count} where there is none. */
    int firstFrom(String text) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (key(middle).compareTo(text) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The index of a key, or -1 where the formula has none such. */
    int index(String key) {
        int at = firstFrom(key);
        return at < count && key(at).equals(key) ? at : -1;
    }

    long size(int i) {
        return 1024 + (mixed(i) & 1023);
    }

    Body body(int i) {
        return new Body.Pattern(i * 7_919L, size(i));
    }

    /** The real MD5 of the content, for the few objects that are read. */
    Intake.Taken measured(int i, Intake intake) throws IOException {
        return intake.measure(body(i));
    }

    /** Sixty-four well-mixed bits (the finaliser of SplitMix64). */
    static long mixed(long i) {
        long z = (i + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
