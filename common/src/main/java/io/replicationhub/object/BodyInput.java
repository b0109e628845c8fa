package io.replicationhub.object;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * A body as it comes. Where it {@link #isDirect}, a buffer outside the heap takes its bytes as the system gives them; by
 * way of an array each byte is copied once more. Not thread-safe.
 */
public abstract class BodyInput extends InputStream {
    private static final int COPIED_MOST = 16 << 10;

    /** Any stream; itself where it is one. */
    public static BodyInput of(InputStream in) {
        return in instanceof BodyInput body ? body : new OfStream(in);
    }

    /** Whether a direct buffer is the quicker way. An array is right in either case. */
    public boolean isDirect() {
        return false;
    }

    /**
     * Reads some bytes, at least one, from the buffer's position up to its limit, which must not be the same.
     *
     * @return how many; -1 at the end
     */
    public int read(ByteBuffer into) throws IOException {
        int most = into.hasArray() ? into.remaining() : Math.min(into.remaining(), COPIED_MOST);
        byte[] bytes = into.hasArray() ? into.array() : new byte[most];
        int offset = into.hasArray() ? into.arrayOffset() + into.position() : 0;
        int read = read(bytes, offset, most);
        if (read > 0 && into.hasArray()) {
            into.position(into.position() + read);
        } else if (read > 0) {
            into.put(bytes, 0, read);
        }
        return read;
    }

    private static final class OfStream extends BodyInput {
        private final InputStream in;

        OfStream(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return in.read(bytes, offset, length);
        }

        @Override
        public int available() throws IOException {
            return in.available();
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
