package io.replicationhub.localservers.faults;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A body in chunks (RFC 9112 §7.1), framing and trailers included. */
final class ChunkedBody extends WireBody {
    private static final int LONGEST_LINE = 16 * 1024;

    private final InputStream in;
    /** Framing that was read to be understood and has yet to be handed out. */
    private byte[] framing = new byte[0];

    private int framingAt;
    private long dataLeft;
    private boolean ended;

    ChunkedBody(InputStream in) {
        this.in = in;
    }

    @Override
    int read(byte[] buffer, int length) throws IOException {
        if (framingAt == framing.length && dataLeft == 0) {
            if (ended) {
                return -1;
            }
            readFraming();
        }
        if (framingAt < framing.length) {
            int n = Math.min(length, framing.length - framingAt);
            System.arraycopy(framing, framingAt, buffer, 0, n);
            framingAt += n;
            return n;
        }
        int n = in.read(buffer, 0, (int) Math.min(length, dataLeft));
        if (n < 0) {
            throw new EOFException("the connection ended within a chunk");
        }
        dataLeft -= n;
        return n;
    }

    /** The next chunk's line; with the last chunk, the trailers too. The CRLF behind a chunk counts as its data. */
    private void readFraming() throws IOException {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        long size = size(readLine(wire));
        if (size > 0) {
            dataLeft = size + 2;
        } else {
            ended = true;
            while (!readLine(wire).isEmpty()) {
                // A trailer: only passed on.
            }
        }
        framing = wire.toByteArray();
        framingAt = 0;
    }

    private String readLine(ByteArrayOutputStream wire) throws IOException {
        int start = wire.size();
        int last = -1;
        while (true) {
            int b = in.read();
            if (b < 0) {
                throw new EOFException("the connection ended within a chunk's framing");
            }
            if (wire.size() - start == LONGEST_LINE) {
                throw new IOException("a line of chunk framing is too long");
            }
            wire.write(b);
            if (last == '\r' && b == '\n') {
                return wire.toString(StandardCharsets.ISO_8859_1).substring(start, wire.size() - 2);
            }
            last = b;
        }
    }

    private static long size(String line) throws IOException {
        int semicolon = line.indexOf(';');
        try {
            return Long.parseLong((semicolon < 0 ? line : line.substring(0, semicolon)).strip(), 16);
        } catch (NumberFormatException e) {
            throw new IOException("not a chunk size: " + line, e);
        }
    }

    /** The data of a whole chunked body, without framing and trailers. */
    static byte[] decode(byte[] wire) throws IOException {
        String text = new String(wire, StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream data = new ByteArrayOutputStream(wire.length);
        int at = 0;
        while (true) {
            int lineEnd = text.indexOf("\r\n", at);
            if (lineEnd < 0) {
                throw new EOFException("a chunked body without an end");
            }
            int size = (int) size(text.substring(at, lineEnd));
            if (size == 0) {
                return data.toByteArray();
            }
            data.write(wire, lineEnd + 2, size);
            at = lineEnd + 2 + size + 2;
        }
    }
}
