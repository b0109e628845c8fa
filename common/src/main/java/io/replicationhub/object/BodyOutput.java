package io.replicationhub.object;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * Where a body goes. Where it {@link #isDirect}, the system takes bytes out of a buffer outside the heap as they lie there;
 * by way of an array each byte is copied once more. Not thread-safe.
 */
public abstract class BodyOutput extends OutputStream {
    /** Any stream; itself where it is one. */
    public static BodyOutput of(OutputStream out) {
        return out instanceof BodyOutput body ? body : new OfStream(out);
    }

    /** Whether a direct buffer is the quicker way. An array is right in either case. */
    public boolean isDirect() {
        return false;
    }

    /** Writes all bytes from the buffer's position up to its limit, where its position is afterwards. */
    public void write(ByteBuffer from) throws IOException {
        int length = from.remaining();
        if (from.hasArray()) {
            write(from.array(), from.arrayOffset() + from.position(), length);
            from.position(from.limit());
        } else {
            byte[] bytes = new byte[length];
            from.get(bytes);
            write(bytes, 0, length);
        }
    }

    private static final class OfStream extends BodyOutput {
        private final OutputStream out;

        OfStream(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
