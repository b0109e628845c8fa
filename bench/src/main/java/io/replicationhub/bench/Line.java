package io.replicationhub.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLSocket;

/**
 * Bytes to and from one client. Bodies pass through buffers of the line's own kind: plain ones go to and from the
 * socket without a copy on the heap. Not thread-safe.
 */
sealed interface Line {
    /** Reads at least one byte where there is room, or returns -1 at the end. */
    int read(ByteBuffer to) throws IOException;

    /** Writes all of it. */
    void write(ByteBuffer from) throws IOException;

    /** A buffer that this line reads into without copying. */
    ByteBuffer buffer(int capacity);

    record Plain(SocketChannel channel) implements Line {
        @Override
        public int read(ByteBuffer to) throws IOException {
            return channel.read(to);
        }

        @Override
        public void write(ByteBuffer from) throws IOException {
            while (from.hasRemaining()) {
                channel.write(from);
            }
        }

        @Override
        public ByteBuffer buffer(int capacity) {
            return ByteBuffer.allocateDirect(capacity);
        }
    }

    /** Java's TLS sockets take arrays. */
    record Encrypted(InputStream in, OutputStream out) implements Line {
        static Encrypted of(SSLSocket socket) throws IOException {
            return new Encrypted(socket.getInputStream(), socket.getOutputStream());
        }

        @Override
        public int read(ByteBuffer to) throws IOException {
            int n = in.read(to.array(), to.arrayOffset() + to.position(), to.remaining());
            if (n > 0) {
                to.position(to.position() + n);
            }
            return n;
        }

        @Override
        public void write(ByteBuffer from) throws IOException {
            if (from.hasArray()) {
                out.write(from.array(), from.arrayOffset() + from.position(), from.remaining());
            } else {
                byte[] copy = new byte[from.remaining()];
                from.get(copy);
                out.write(copy);
            }
            from.position(from.limit());
        }

        @Override
        public ByteBuffer buffer(int capacity) {
            return ByteBuffer.allocate(capacity);
        }
    }
}
