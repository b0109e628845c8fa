package io.replicationhub.object;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalInt;

/**
 * A body to be sent. One that is held in memory can be sent again: every call of {@link #writeTo} writes the same bytes.
 * One that is passed on while it is read can be written once; it knows no checksum before that, and only stores that
 * {@link ObjectStore#passesOn}, and uploads that {@link MultipartUploads#passesOn}, take it.
 */
public interface Payload {
    /** A body of no bytes. */
    Payload EMPTY = new Payload() {
        @Override
        public long length() {
            return 0;
        }

        @Override
        public OptionalInt crc32c() {
            return OptionalInt.of(0);
        }

        @Override
        public void writeTo(OutputStream out) {}
    };

    long length();

    /** CRC-32C (Castagnoli) of the bytes; of a body that is passed on, known when all of it was written. */
    OptionalInt crc32c();

    /** Whether it can be written again; one that is passed on can not. */
    default boolean isRepeatable() {
        return true;
    }

    /**
     * Writes exactly {@link #length} bytes.
     *
     * @throws IOException also where it can be written once only and has been
     */
    void writeTo(OutputStream out) throws IOException;

    /**
     * The bytes of a body that is held, for whoever reads where this writes. Each stream begins anew, and can be marked and
     * reset. By default a copy in memory, which suits small bodies alone.
     */
    default InputStream toStream() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(Math.toIntExact(length()));
        writeTo(bytes);
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
