package io.replicationhub.object;

import org.jspecify.annotations.Nullable;

/**
 * The name of an object: opaque text, never normalised and never a path. {@code a//b}, {@code ./a}, {@code /a} and
 * {@code a/} are four different keys.
 *
 * <p>Keys are ordered by the unsigned bytes of their UTF-8 form, which is how S3 and its kin list them. That is not the
 * order of {@link String#compareTo}, which compares UTF-16 units and so puts U+FFFD after an emoji.
 *
 * @param value the key as the store spells it; not empty
 */
public record ObjectKey(String value) implements Comparable<ObjectKey> {

    public ObjectKey {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("an object key cannot be empty");
        }
    }

    @Override
    public int compareTo(ObjectKey other) {
        return compareUtf8(value, other.value);
    }

    /** Compares two strings as their UTF-8 bytes would compare, without encoding them. */
    public static int compareUtf8(String left, String right) {
        int shared = Math.min(left.length(), right.length());
        for (int i = 0; i < shared; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                // Only surrogates are out of order in UTF-16: they stand below U+E000..U+FFFF but encode code points
                // above.
                boolean aHigh = Character.isSurrogate(a);
                boolean bHigh = Character.isSurrogate(b);
                return aHigh == bHigh ? Character.compare(a, b) : aHigh ? 1 : -1;
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    /** Spelled out, as in all that is compared for each object: what a record has of its own is linked when first used. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ObjectKey key && value.equals(key.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
