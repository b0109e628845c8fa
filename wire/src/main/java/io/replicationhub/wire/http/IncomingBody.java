package io.replicationhub.wire.http;

import io.replicationhub.object.BodyInput;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.apache.hc.core5.http.io.SessionInputBuffer;

/** The body of an answer, of a length that its head says: first what came together with the head, then what comes. */
final class IncomingBody extends BodyInput {
    private final Line line;
    private final SessionInputBuffer buffer;
    private final InputStream in;
    private final long length;
    private long left;

    IncomingBody(Line line, SessionInputBuffer buffer, InputStream in, long length) {
        this.line = line;
        this.buffer = buffer;
        this.in = in;
        this.length = length;
        this.left = length;
    }

    @Override
    public boolean isDirect() {
        return line.isDirect();
    }

    @Override
    public int read() throws IOException {
        if (left == 0) {
            return -1;
        }
        int b = buffer.read(in);
        account(b < 0 ? -1 : 1);
        return b;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        if (left == 0) {
            return -1;
        }
        return account(buffer.read(bytes, offset, (int) Math.min(count, left), in));
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (!into.isDirect() || !line.isDirect() || buffer.length() > 0) {
            return super.read(into);
        }
        if (left == 0) {
            return -1;
        }
        int limit = into.limit();
        into.limit((int) Math.min(limit, into.position() + left));
        try {
            return account(line.read(into));
        } finally {
            into.limit(limit);
        }
    }

    /** What can be had without waiting. */
    @Override
    public int available() {
        return (int) Math.min(buffer.length(), left);
    }

    private int account(int read) throws IOException {
        if (read < 0) {
            throw new EOFException("the connection ended after " + (length - left) + " of " + length + " bytes");
        }
        left -= read;
        return read;
    }
}
