package io.replicationhub.wire.http;

import io.replicationhub.object.BodyOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.apache.hc.core5.http.io.SessionOutputBuffer;

/** The body of a request, of a length that its head says: a small one leaves with its head. */
final class OutgoingBody extends BodyOutput {
    private final Line line;
    private final SessionOutputBuffer buffer;
    private final OutputStream out;
    private long left;

    OutgoingBody(Line line, SessionOutputBuffer buffer, OutputStream out, long length) {
        this.line = line;
        this.buffer = buffer;
        this.out = out;
        this.left = length;
    }

    @Override
    public boolean isDirect() {
        return line.isDirect();
    }

    @Override
    public void write(int b) throws IOException {
        account(1);
        buffer.write(b, out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        account(length);
        buffer.write(bytes, offset, length, out);
    }

    @Override
    public void write(ByteBuffer from) throws IOException {
        if (!from.isDirect() || !line.isDirect()) {
            super.write(from);
            return;
        }
        account(from.remaining());
        buffer.flush(out);
        line.write(from);
    }

    /** Before they are sent: what comes after a body's end, a server takes for the next request. */
    private void account(int bytes) throws IOException {
        if (bytes > left) {
            throw new IOException("a body goes on after its length");
        }
        left -= bytes;
    }

    @Override
    public void flush() throws IOException {
        buffer.flush(out);
    }

    @Override
    public void close() throws IOException {
        flush();
    }
}
