package io.replicationhub.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;

/** The content of an object: held, made by a formula, put together from others, or gone with its checksums kept. */
sealed interface Body {
    long length();

    void read(long from, long length, Sink to) throws IOException;

    /** Takes pieces of a body in order, each as a buffer of its own. */
    @FunctionalInterface
    interface Sink {
        void take(ByteBuffer bytes) throws IOException;
    }

    /** Bytes in chunks of one size, the last one shorter, so that a body of many GiB needs no huge array. */
    record Held(byte[][] chunks, long length) implements Body {
        static final int CHUNK = 1 << 20;

        @Override
        public void read(long from, long count, Sink to) throws IOException {
            long at = from;
            while (at < from + count) {
                byte[] chunk = chunks[(int) (at / CHUNK)];
                int offset = (int) (at % CHUNK);
                int n = (int) Math.min(chunk.length - offset, from + count - at);
                to.take(ByteBuffer.wrap(chunk, offset, n));
                at += n;
            }
        }
    }

    /**
     * Byte {@code i} is {@code TABLE[(start + i) mod length of TABLE]}. That length is prime, so parts of any usual size
     * differ from one another and a part in a wrong place is seen.
     */
    record Pattern(long start, long length) implements Body {
        /** Past the heap: sockets take it as it is. */
        private static final ByteBuffer TABLE = table();

        private static ByteBuffer table() {
            byte[] bytes = new byte[1_048_583];
            new Random(20_261_121).nextBytes(bytes);
            return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        }

        @Override
        public void read(long from, long count, Sink to) throws IOException {
            long at = from;
            while (at < from + count) {
                int offset = (int) ((start + at) % TABLE.capacity());
                int n = (int) Math.min(TABLE.capacity() - offset, from + count - at);
                to.take(TABLE.slice(offset, n));
                at += n;
            }
        }
    }

    /** The parts of a multipart upload, one after another. */
    record Joined(List<Body> parts, long length) implements Body {
        @Override
        public void read(long from, long count, Sink to) throws IOException {
            long start = 0;
            for (Body part : parts) {
                long end = start + part.length();
                long first = Math.max(from, start);
                long last = Math.min(from + count, end);
                if (first < last) {
                    part.read(first - start, last - first, to);
                }
                start = end;
            }
        }
    }

    /** A range of another body: what UploadPartCopy makes. */
    record Slice(Body whole, long offset, long length) implements Body {
        @Override
        public void read(long from, long count, Sink to) throws IOException {
            whole.read(offset + from, count, to);
        }
    }

    /** Content that was checked as it came and not kept. It cannot be read. */
    record Dropped(long length) implements Body {
        @Override
        public void read(long from, long count, Sink to) throws IOException {
            throw new IOException("this server was told not to keep bodies");
        }
    }
}
