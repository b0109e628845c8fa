package io.replicationhub.object;

import org.jspecify.annotations.Nullable;

/**
 * An entity tag without its quotes. Two equal tags of one store mean equal bytes; across stores they say something only
 * where both are plain MD5, or both are MD5-of-MD5s over parts of equal size.
 *
 * @param value the tag as the store gave it, quotes removed; empty where a store gives none
 */
public record ETag(String value) {
    private static final int MD5_HEX_DIGITS = 32;
    /** What stands for a tag that a store did not give. */
    public static final ETag NONE = new ETag("");

    /** Reads a header or element value, with or without its quotes; a weak mark ({@code W/}) is dropped. */
    public static ETag parse(String text) {
        String tag = text.startsWith("W/") ? text.substring(2) : text;
        boolean quoted = tag.length() >= 2 && tag.charAt(0) == '"' && tag.charAt(tag.length() - 1) == '"';
        String bare = quoted ? tag.substring(1, tag.length() - 1) : tag;
        return bare.isEmpty() ? NONE : new ETag(bare);
    }

    public boolean isPresent() {
        return !value.isEmpty();
    }

    /** Whether this has the form of the MD5 of the whole body. With SSE-KMS or SSE-C it only looks like one. */
    public boolean isPlainMd5() {
        return value.length() == MD5_HEX_DIGITS && isHex(MD5_HEX_DIGITS);
    }

    /** The number of parts that a multipart upload had ({@code <md5 of md5s>-<parts>}), or 0 if this is no such tag. */
    public int parts() {
        int dash = MD5_HEX_DIGITS;
        if (value.length() < dash + 2 || value.length() > dash + 6 || value.charAt(dash) != '-' || !isHex(dash)) {
            return 0;
        }
        int parts = 0;
        for (int i = dash + 1; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < '0' || c > '9') {
                return 0;
            }
            parts = parts * 10 + (c - '0');
        }
        return parts;
    }

    /**
     * Whether another store's tag is this one. OSS writes the digits of MD5s in capitals (OSS documentation,
     * "PutObject"); a tag of any other form must be the same to the letter.
     */
    public boolean agreesWith(ETag other) {
        return equals(other) || ((isPlainMd5() || parts() > 0) && value.equalsIgnoreCase(other.value));
    }

    /** As an HTTP header or an XML document spells it. */
    public String quoted() {
        return '"' + value + '"';
    }

    private boolean isHex(int digits) {
        for (int i = 0; i < digits; i++) {
            char c = value.charAt(i);
            if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f') && !(c >= 'A' && c <= 'F')) {
                return false;
            }
        }
        return true;
    }

    /** Spelled out, as in all that is compared for each object: what a record has of its own is linked when first used. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ETag tag && value.equals(tag.value);
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
