package io.replicationhub.wire;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The body of an answer that is to be a document. The longest that stores send, a thousand keys of 1,024 bytes each with all
 * of them encoded, have 4 MB; what goes on for longer is not read to its end, which it may not have.
 */
final class DocumentBody extends FilterInputStream {
    private static final int BYTES_MOST = 16 << 20;

    private int left = BYTES_MOST;

    DocumentBody(InputStream body) {
        super(body);
    }

    @Override
    public int read() throws IOException {
        int b = in.read();
        count(b < 0 ? 0 : 1);
        return b;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = in.read(bytes, offset, length);
        count(Math.max(0, read));
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(int bytes) throws IOException {
        left -= bytes;
        if (left < 0) {
            throw new TooLongException();
        }
    }

    /** It is longer than any document of a store. */
    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLongException() {
            super("it is longer than " + (BYTES_MOST >> 20) + " MiB");
        }
    }
}
