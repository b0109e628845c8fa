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
import java.time.Duration;

/** One connection to one server, for the least work that a request can be. For one thread, and the watch. */
final class RelayLane implements AutoCloseable {
    private static final byte[] LENGTH = "content-length: ".getBytes(StandardCharsets.ISO_8859_1);
    /** In place of a time, while nothing is waited for. */
    private static final long NEVER = Long.MIN_VALUE;

    private final SocketChannel channel;
    private final URI endpoint;
    private final String tail;
    private final RelayWatch watch;
    private final ByteBuffer in = ByteBuffer.allocateDirect(256 << 10).limit(0);
    /** The request under way, for messages. */
    private String request = "";

    private volatile long waitingSince = NEVER;
    private volatile boolean silent;

    private RelayLane(SocketChannel channel, URI endpoint, String tail, RelayWatch watch) {
        this.channel = channel;
        this.endpoint = endpoint;
        this.tail = tail;
        this.watch = watch;
    }

    static RelayLane open(URI endpoint, String accessKey, RelayWatch watch) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.socket()
                    .connect(
                            new InetSocketAddress(endpoint.getHost(), endpoint.getPort()),
                            Math.toIntExact(watch.silenceMost().toMillis()));
        } catch (IOException e) {
            channel.close();
            throw new IOException("no connection to " + endpoint + ": " + e.getMessage(), e);
        }
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        String tail = " HTTP/1.1\r\nHost: " + endpoint.getAuthority()
                + "\r\nAuthorization: AWS4-HMAC-SHA256 Credential=" + accessKey
                + "/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0\r\n";
        RelayLane lane = new RelayLane(channel, endpoint, tail, watch);
        watch.add(lane);
        return lane;
    }

    /** One read or write. */
    private interface Turn {
        int take() throws IOException;
    }

    /** Takes a turn, watched, and says what it was where that fails. */
    private int turn(String what, Turn turn) throws IOException {
        waitingSince = System.nanoTime();
        try {
            return turn.take();
        } catch (IOException e) {
            String why = silent
                    ? "nothing for " + watch.silenceMost().toMillis() / 1e3 + " s"
                    : e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new IOException(why + ", " + what + " " + request + " at " + endpoint, e);
        } finally {
            waitingSince = NEVER;
        }
    }

    private int read(String what) throws IOException {
        return turn(what, () -> {
            int read = channel.read(in);
            if (read < 0) {
                throw new EOFException("connection closed");
            }
            return read;
        });
    }

    /** Called by the watch. */
    void endIfSilent(Duration most) throws IOException {
        long since = waitingSince;
        if (since != NEVER && System.nanoTime() - since > most.toNanos()) {
            silent = true;
            channel.close();
        }
    }

    /** The head of a request; {@code more} is further header lines with their ends. */
    byte[] head(String methodAndTarget, String more) {
        request = methodAndTarget;
        return (methodAndTarget + tail + more + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    void send(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            int unused = turn("sending", () -> channel.write(bytes));
        }
    }

    /** Reads the head of a 2xx answer and returns the length of its body, of which some may be in {@link #arrived}. */
    long answer() throws IOException {
        in.clear();
        int scanned = 0;
        while (true) {
            int unused = read("waiting for the answer to");
            int end = headEnd(scanned);
            if (end >= 0) {
                if (in.get(9) != '2') {
                    throw new ProtocolException(request + " at " + endpoint + ": " + text(0, in.position()));
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
        int unused = read("waiting for more of the body of");
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
        watch.forget(this);
        channel.close();
    }
}
