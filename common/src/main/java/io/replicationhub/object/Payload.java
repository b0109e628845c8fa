package io.replicationhub.object;

import java.io.IOException;
import java.io.OutputStream;

/** A body that can be sent, and sent again: every call of {@link #writeTo} writes the same bytes. */
public interface Payload {
    /** A body of no bytes. */
    Payload EMPTY = new Payload() {
        @Override
        public long length() {
            return 0;
        }

        @Override
        public int crc32c() {
            return 0;
        }

        @Override
        public void writeTo(OutputStream out) {}
    };

    long length();

    /** CRC-32C (Castagnoli) of the bytes. */
    int crc32c();

    /** Writes exactly {@link #length} bytes. */
    void writeTo(OutputStream out) throws IOException;
}
