package io.replicationhub.wire.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * One connection of TCP, plain or under TLS, on which every read and every write comes to an end: a socket of the JDK knows
 * a time limit for reads alone, and a channel, which moves bytes without a copy on the heap, knows none. So turns are
 * watched from outside, and one that takes too long ends with its connection. For one thread, and the watch.
 */
final class Line {
    private static final long NONE = 0;

    private final Socket raw;
    private final @Nullable SSLSocket tls;
    private final @Nullable SocketChannel channel;
    private final LineWatch watch;
    /** How long a read may take, in nanoseconds. */
    private long readMost;

    private long turnBegan;
    /** How long the turn under way may take, in nanoseconds. Written after its beginning. */
    private volatile long turnMost = NONE;

    private volatile boolean ended;
    private boolean hungUp;
    private boolean probed;

    /** Watched from here on, until it is closed. */
    private Line(Socket raw, @Nullable SSLSocket tls, LineWatch watch) {
        this.raw = raw;
        this.tls = tls;
        this.channel = tls == null ? raw.getChannel() : null;
        this.watch = watch;
        this.readMost = watch.readMost();
        watch.add(this);
    }

    static Line plain(Socket socket, LineWatch watch) {
        return new Line(socket, null, watch);
    }

    static Line secured(SSLSocket socket, Socket under, LineWatch watch) {
        return new Line(under, socket, watch);
    }

    /** What is under TLS, where there is any. */
    Socket raw() {
        return raw;
    }

    Optional<SSLSocket> tls() {
        return Optional.ofNullable(tls);
    }

    /** Whether bytes can be moved between it and direct buffers. */
    boolean isDirect() {
        return channel != null;
    }

    /** Has reads wait so long from here on, in nanoseconds, and not less than usual. */
    void waitFor(long silence) throws IOException {
        readMost = Math.max(silence, watch.readMost());
        if (silence > watch.readMost() && !probed) {
            KeepAlive.of(raw);
            probed = true;
        }
    }

    /** Whether the other side was found to have sent all that it is going to. */
    boolean hasHungUp() {
        return hungUp;
    }

    /** Reads some bytes into a direct buffer, at least one; -1 at the end. */
    int read(ByteBuffer into) throws IOException {
        begin(readMost);
        try {
            return Objects.requireNonNull(channel).read(into);
        } catch (IOException e) {
            throw toldReading(e);
        } finally {
            end();
        }
    }

    /** Writes all of a direct buffer. */
    void write(ByteBuffer from) throws IOException {
        while (from.hasRemaining()) {
            begin(watch.writeMost());
            try {
                int unused = Objects.requireNonNull(channel).write(from);
            } catch (IOException e) {
                throw toldWriting(e);
            } finally {
                end();
            }
        }
    }

    InputStream input() throws IOException {
        return new Input(tls == null ? raw.getInputStream() : tls.getInputStream());
    }

    OutputStream output() throws IOException {
        return new Output(tls == null ? raw.getOutputStream() : tls.getOutputStream());
    }

    private void begin(long most) {
        turnBegan = System.nanoTime();
        turnMost = most;
    }

    private void end() {
        turnMost = NONE;
    }

    /** Called by the watch. */
    void endIfLate(long now) {
        long most = turnMost;
        if (most != NONE && now - turnBegan > most) {
            ended = true;
            close();
        }
    }

    private IOException toldReading(IOException failure) {
        return told(failure, "no byte came within " + TimeUnit.NANOSECONDS.toSeconds(readMost) + " s");
    }

    private IOException toldWriting(IOException failure) {
        long most = TimeUnit.NANOSECONDS.toSeconds(watch.writeMost());
        return told(failure, "what was sent was not taken within " + most + " s");
    }

    /** What happened, where it is the watch that ended it. */
    private IOException told(IOException failure, String late) {
        if (!ended || failure instanceof SocketTimeoutException) {
            return failure;
        }
        IOException timeout = new SocketTimeoutException(late);
        timeout.initCause(failure);
        return timeout;
    }

    /** Drops the connection, whatever is under way on it. Any thread may. */
    void close() {
        watch.remove(this);
        try (raw) {
            // The other side is told so at once. TLS is not asked: a write that hangs would hold it up.
            raw.setSoLinger(true, 0);
        } catch (IOException e) {
            // It is gone, or goes now.
        }
    }

    private final class Input extends InputStream {
        private final InputStream in;

        Input(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            begin(readMost);
            try {
                int read = in.read(bytes, offset, length);
                hungUp |= read < 0;
                return read;
            } catch (IOException e) {
                throw toldReading(e);
            } finally {
                end();
            }
        }
    }

    private final class Output extends OutputStream {
        private final OutputStream out;

        Output(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            begin(watch.writeMost());
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                throw toldWriting(e);
            } finally {
                end();
            }
        }
    }
}
