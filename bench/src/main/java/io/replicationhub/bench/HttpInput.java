package io.replicationhub.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads request heads and body bytes from one connection, through one buffer. Not thread-safe. */
final class HttpInput {
    private static final int PIECE = 256 << 10;

    private final Line line;
    private final byte[] buffer = new byte[64 << 10];
    private @Nullable ByteBuffer piece;
    private int at;
    private int end;

    HttpInput(Line line) {
        this.line = line;
    }

    /** A buffer of this connection for bodies, empty. */
    ByteBuffer piece() {
        if (piece == null) {
            piece = line.buffer(PIECE);
        }
        return piece.clear();
    }

    /** The next request, or null where the peer closed the connection between two. */
    @Nullable
    HttpRequest next() throws IOException {
        int scanned = at;
        while (true) {
            for (int i = Math.max(scanned, at + 3); i < end; i++) {
                if (buffer[i] == '\n' && buffer[i - 1] == '\r' && buffer[i - 2] == '\n') {
                    HttpRequest head = parse(i - 1);
                    at = i + 1;
                    return head;
                }
            }
            scanned = end;
            if (at > 0) {
                System.arraycopy(buffer, at, buffer, 0, end - at);
                scanned -= at;
                end -= at;
                at = 0;
            }
            if (end == buffer.length) {
                throw new ProtocolException("request head over " + buffer.length + " bytes");
            }
            int read = line.read(ByteBuffer.wrap(buffer, end, buffer.length - end));
            if (read < 0) {
                if (end > 0) {
                    throw new EOFException("connection closed within a request head");
                }
                return null;
            }
            end += read;
        }
    }

    private HttpRequest parse(int stop) throws ProtocolException {
        int firstEnd = lineEnd(at, stop);
        String first = new String(buffer, at, firstEnd - at, StandardCharsets.ISO_8859_1);
        int one = first.indexOf(' ');
        int two = first.lastIndexOf(' ');
        if (one < 0 || two <= one) {
            throw new ProtocolException("not a request line: " + first);
        }
        List<String> headers = new ArrayList<>(40);
        int from = firstEnd + 2;
        while (from < stop) {
            int to = lineEnd(from, stop);
            int colon = from;
            while (colon < to && buffer[colon] != ':') {
                if (buffer[colon] >= 'A' && buffer[colon] <= 'Z') {
                    buffer[colon] |= 0x20;
                }
                colon++;
            }
            int value = Math.min(colon + 1, to);
            int last = to;
            while (value < last && buffer[value] == ' ') {
                value++;
            }
            while (last > value && buffer[last - 1] == ' ') {
                last--;
            }
            headers.add(new String(buffer, from, colon - from, StandardCharsets.ISO_8859_1));
            headers.add(new String(buffer, value, last - value, StandardCharsets.ISO_8859_1));
            from = to + 2;
        }
        return new HttpRequest(first.substring(0, one), first.substring(one + 1, two), headers.toArray(String[]::new));
    }

    private int lineEnd(int from, int stop) {
        int i = from;
        while (i < stop && buffer[i] != '\r') {
            i++;
        }
        return i;
    }

    /** Reads at least one byte and at most {@code most}. */
    int read(ByteBuffer to, long most) throws IOException {
        int limit = to.limit();
        int room = (int) Math.min(to.remaining(), most);
        if (at < end) {
            int n = Math.min(room, end - at);
            to.put(buffer, at, n);
            at += n;
            return n;
        }
        int n = line.read(to.limit(to.position() + room));
        to.limit(limit);
        if (n < 0) {
            throw new EOFException("connection closed within a body");
        }
        return n;
    }

    /** One line without its end, as chunked bodies and trailers have them. */
    String line() throws IOException {
        StringBuilder text = new StringBuilder();
        byte[] one = new byte[1];
        while (true) {
            if (at < end) {
                one[0] = buffer[at++];
            } else {
                int n = line.read(ByteBuffer.wrap(buffer));
                if (n < 0) {
                    throw new EOFException("connection closed within a line");
                }
                at = 0;
                end = n;
                continue;
            }
            if (one[0] == '\n') {
                int length = text.length();
                return length > 0 && text.charAt(length - 1) == '\r' ? text.substring(0, length - 1) : text.toString();
            }
            text.append((char) (one[0] & 0xff));
        }
    }
}
