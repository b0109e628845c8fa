package io.replicationhub.plan;

/** The order of keys, as {@link io.replicationhub.object.ObjectKey} defines it, for what follows their prefixes. */
final class KeyOrder {
    private KeyOrder() {}

    /** Compares what follows position {@code leftFrom} and {@code rightFrom} as UTF-8 bytes would, without copying. */
    static int compare(String left, int leftFrom, String right, int rightFrom) {
        int leftLength = left.length() - leftFrom;
        int rightLength = right.length() - rightFrom;
        int shared = Math.min(leftLength, rightLength);
        for (int i = 0; i < shared; i++) {
            char a = left.charAt(leftFrom + i);
            char b = right.charAt(rightFrom + i);
            if (a != b) {
                return compareUnits(a, b);
            }
        }
        return Integer.compare(leftLength, rightLength);
    }

    // Surrogates stand below U+E000..U+FFFF in UTF-16 but encode code points above them.
    private static int compareUnits(char a, char b) {
        boolean aHigh = Character.isSurrogate(a);
        boolean bHigh = Character.isSurrogate(b);
        return aHigh == bHigh ? Character.compare(a, b) : aHigh ? 1 : -1;
    }
}
