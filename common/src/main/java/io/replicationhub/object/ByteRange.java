package io.replicationhub.object;

/** A run of bytes within an object: {@code length} of them from {@code offset} on. Never empty. */
public record ByteRange(long offset, long length) {
    public ByteRange {
        require(offset >= 0, "a range cannot start at", offset);
        require(length > 0, "a range cannot have length", length);
        require(length <= Long.MAX_VALUE - offset, "a range overflows at", offset);
    }

    /** The offset of the first byte after the range. */
    public long end() {
        return offset + length;
    }

    /** As HTTP spells it: {@code bytes=0-1023}, both ends included. */
    public String header() {
        return "bytes=" + offset + '-' + (end() - 1);
    }

    private static void require(boolean holds, String what, long value) {
        if (!holds) {
            throw new IllegalArgumentException(what + ' ' + value);
        }
    }
}
