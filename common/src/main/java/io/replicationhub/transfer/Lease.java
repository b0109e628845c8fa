package io.replicationhub.transfer;

import io.replicationhub.checksum.RunningChecksum;
import io.replicationhub.object.ChecksumKind;
import io.replicationhub.object.Payload;
import io.replicationhub.object.PublishedChecksum;
import io.replicationhub.pace.Flow;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.OptionalInt;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Memory for one body, and the body once it is filled. Closing gives the memory back; the payload must not be used
 * after that. For one thread.
 */
public final class Lease implements Payload, AutoCloseable {
    private static final byte[][] RETURNED = {};
    private final BodyBuffers buffers;
    private final long capacity;
    private final CRC32C crc = new CRC32C();
    private byte[][] chunks;
    private @Nullable ByteBuffer lent;
    private long length;

    Lease(BodyBuffers buffers, byte[][] chunks, long capacity) {
        this.buffers = buffers;
        this.chunks = chunks;
        this.capacity = capacity;
    }

    /**
     * Reads exactly so many bytes, which must be all that there are, in place of what was held before.
     *
     * @param flow told of bytes as they arrive
     * @throws EOFException where there are fewer
     * @throws TooLong where there are more
     */
    void fill(InputStream in, long bytes, Flow flow) throws IOException, InterruptedException {
        if (bytes > capacity) {
            throw new IllegalArgumentException("a body of " + bytes + " bytes into a lease of " + capacity);
        }
        crc.reset();
        length = 0;
        while (length < bytes) {
            byte[] chunk = chunks[(int) (length / BodyBuffers.CHUNK_BYTES)];
            int at = (int) (length % BodyBuffers.CHUNK_BYTES);
            int read = in.read(chunk, at, (int) Math.min(chunk.length - at, bytes - length));
            if (read < 0) {
                throw new EOFException("the body ended after " + length + " of " + bytes + " bytes");
            }
            crc.update(chunk, at, read);
            length += read;
            flow.passed(read);
        }
        if (in.read() >= 0) {
            throw new TooLong("the body went on after " + bytes + " bytes");
        }
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public OptionalInt crc32c() {
        return OptionalInt.of(crc32cRead());
    }

    /** Of what it was filled with. */
    int crc32cRead() {
        return (int) crc.getValue();
    }

    /** Of what it was filled with. */
    PublishedChecksum checksum(ChecksumKind kind) {
        if (kind == ChecksumKind.CRC32C) {
            return PublishedChecksum.of(kind, crc32cRead());
        }
        RunningChecksum running = RunningChecksum.of(kind);
        feed(running);
        return running.value();
    }

    /** Passes what it was filled with through a checksum. */
    void feed(RunningChecksum running) {
        long left = length;
        for (int i = 0; left > 0; i++) {
            int most = (int) Math.min(BodyBuffers.CHUNK_BYTES, left);
            running.update(chunks[i], 0, most);
            left -= most;
        }
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        long left = length;
        for (int i = 0; left > 0; i++) {
            int most = (int) Math.min(BodyBuffers.CHUNK_BYTES, left);
            out.write(chunks[i], 0, most);
            left -= most;
        }
    }

    @Override
    public InputStream toStream() {
        return new HeldStream(chunks, length);
    }

    /** A buffer to pass something through: its first chunk, or one outside the heap where that is wanted and to be had. */
    ByteBuffer passage(boolean direct) {
        if (direct && lent == null) {
            lent = buffers.direct().lend();
        }
        return direct && lent != null ? lent.clear() : ByteBuffer.wrap(chunks[0]);
    }

    @Override
    public void close() {
        ByteBuffer borrowed = lent;
        lent = null;
        if (borrowed != null) {
            buffers.direct().giveBack(borrowed);
        }
        byte[][] held = chunks;
        chunks = RETURNED;
        buffers.giveBack(held);
    }

    /** There was more than was announced. */
    static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;

        TooLong(String message) {
            super(message);
        }
    }
}
