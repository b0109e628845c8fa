package io.replicationhub.transfer;

import java.io.InputStream;
import java.util.Objects;

/** A held body for whoever reads it, without a second copy of it. For one thread, and as long as its memory is leased. */
final class HeldStream extends InputStream {
    private final byte[][] chunks;
    private final long length;
    private long at;
    private long marked;

    HeldStream(byte[][] chunks, long length) {
        this.chunks = chunks;
        this.length = length;
    }

    @Override
    public int read() {
        if (at == length) {
            return -1;
        }
        int b = chunk()[offset()] & 0xff;
        at++;
        return b;
    }

    @Override
    public int read(byte[] into, int from, int most) {
        Objects.checkFromIndexSize(from, most, into.length);
        if (most == 0) {
            return 0;
        }
        if (at == length) {
            return -1;
        }
        int count = (int) Math.min(Math.min(most, BodyBuffers.CHUNK_BYTES - offset()), length - at);
        System.arraycopy(chunk(), offset(), into, from, count);
        at += count;
        return count;
    }

    @Override
    public long skip(long count) {
        long skipped = Math.clamp(count, 0, length - at);
        at += skipped;
        return skipped;
    }

    @Override
    public int available() {
        return (int) Math.min(Integer.MAX_VALUE, length - at);
    }

    @Override
    public boolean markSupported() {
        return true;
    }

    @Override
    public synchronized void mark(int readLimit) {
        marked = at;
    }

    /** To the beginning where nothing was marked. */
    @Override
    public synchronized void reset() {
        at = marked;
    }

    private byte[] chunk() {
        return chunks[(int) (at / BodyBuffers.CHUNK_BYTES)];
    }

    private int offset() {
        return (int) (at % BodyBuffers.CHUNK_BYTES);
    }
}
