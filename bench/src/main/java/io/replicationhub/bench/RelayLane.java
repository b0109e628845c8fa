package io.replicationhub.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** One connection to one server, for the least work that a request can be. Not thread-safe. */
final class RelayLane implements AutoCloseable {
    private static final byte[] LENGTH = "content-length: ".getBytes(StandardCharsets.ISO_8859_1);

    private final SocketChannel channel;
    private final String tail;
    private final ByteBuffer in = ByteBuffer.allocateDirect(256 << 10).limit(0);

    private RelayLane(SocketChannel channel, String tail) {
        this.channel = channel;
        this.tail = tail;
    }

    static RelayLane open(URI endpoint, String accessKey) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(endpoint.getHost(), endpoint.getPort()));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        String tail = " HTTP/1.1\r\nHost: " + endpoint.getAuthority()
                + "\r\nAuthorization: AWS4-HMAC-SHA256 Credential=" + accessKey
                + "/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0\r\n";
        return new RelayLane(channel, tail);
    }

    /** The head of a request; {@code more} is further header lines with their ends. */
    byte[] head(String methodAndTarget, String more) {
        return (methodAndTarget + tail + more + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    void send(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Reads the head of a 2xx answer and returns the length of its body, of which some may be in {@link #arrived}. */
    long answer() throws IOException {
        in.clear();
        int scanned = 0;
        while (true) {
            if (channel.read(in) < 0) {
                throw new EOFException("connection closed before an answer");
            }
            int end = headEnd(scanned);
            if (end >= 0) {
                if (in.get(9) != '2') {
                    throw new ProtocolException(text(0, in.position()));
                }
                long length = length(end);
                in.flip().position(end);
                return length;
            }
            scanned = Math.max(0, in.position() - 3);
        }
    }

    private int headEnd(int from) {
        for (int i = from; i + 3 < in.position(); i++) {
            if (in.get(i) == '\r' && in.get(i + 1) == '\n' && in.get(i + 2) == '\r' && in.get(i + 3) == '\n') {
                return i + 4;
            }
        }
        return -1;
    }

    private long length(int end) {
        int at = 0;
        while (at < end) {
            int same = 0;
            while (same < LENGTH.length && (in.get(at + same) | 0x20) == (LENGTH[same] | 0x20)) {
                same++;
            }
            if (same == LENGTH.length) {
                long length = 0;
                for (int i = at + same; in.get(i) != '\r'; i++) {
                    length = length * 10 + in.get(i) - '0';
                }
                return length;
            }
            while (at < end && in.get(at++) != '\n') {}
        }
        return 0;
    }

    private String text(int from, int to) {
        byte[] bytes = new byte[to - from];
        in.get(from, bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** What came of the body together with the head. */
    ByteBuffer arrived() {
        return in;
    }

    /** Reads more of the body, at least one byte, into an emptied buffer. */
    ByteBuffer more(long most) throws IOException {
        in.clear().limit((int) Math.min(in.capacity(), most));
        if (channel.read(in) < 0) {
            throw new EOFException("connection closed within a body");
        }
        return in.flip();
    }

    /** Reads a whole body as text. */
    String text(long length) throws IOException {
        byte[] all = new byte[(int) length];
        int at = 0;
        for (ByteBuffer piece = in; ; piece = more(length - at)) {
            int n = piece.remaining();
            piece.get(all, at, n);
            at += n;
            if (at == length) {
                return new String(all, StandardCharsets.ISO_8859_1);
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
