package io.replicationhub.wire.xml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;

/**
 * The part of a stream that is being looked at: from a mark, which the reader moves on as it is done with things, to what
 * has come so far. Behind the last byte stands a zero. Not thread-safe.
 */
final class ScanWindow {
    private static final int SIZE = 32 << 10;
    /** What is longer than this is no entry of a listing: a key has at most 1,024 bytes, thrice that encoded. */
    private static final int MOST = 256 << 10;

    private final InputStream in;
    private byte[] bytes = new byte[SIZE];
    private int mark;
    private int limit;
    private boolean ended;

    ScanWindow(InputStream in) {
        this.in = in;
    }

    /** Valid until more is read. */
    byte[] bytes() {
        return bytes;
    }

    /** Everything before this is done with. */
    int mark() {
        return mark;
    }

    int limit() {
        return limit;
    }

    void mark(int at) {
        mark = at;
    }

    /** Whether nothing comes behind the limit. */
    boolean isEnded() {
        return ended;
    }

    /** Reads until so many bytes stand behind the mark, or the stream ends. */
    void ensure(int count) throws IOException {
        while (limit - mark < count && !ended) {
            more();
        }
    }

    /** Reads on; moves the mark and what stands behind it. Whether something came. */
    boolean more() throws IOException {
        if (ended || limit - mark >= MOST) {
            return false;
        }
        if (mark > 0) {
            System.arraycopy(bytes, mark, bytes, 0, limit - mark);
            limit -= mark;
            mark = 0;
        }
        if (limit >= bytes.length - 1) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        int read = in.read(bytes, limit, bytes.length - 1 - limit);
        if (read < 0) {
            ended = true;
            return false;
        }
        limit += read;
        bytes[limit] = 0;
        return true;
    }

    /** Everything from the mark on, behind the bytes given. */
    InputStream rest(byte[] before) {
        InputStream held = new ByteArrayInputStream(bytes, mark, limit - mark);
        return new SequenceInputStream(
                new SequenceInputStream(new ByteArrayInputStream(before), held),
                ended ? InputStream.nullInputStream() : in);
    }
}
