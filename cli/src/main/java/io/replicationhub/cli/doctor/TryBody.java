package io.replicationhub.cli.doctor;

import io.replicationhub.object.Payload;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.zip.CRC32C;

/** A few bytes to write. */
final class TryBody implements Payload {
    private static final byte[] TEXT = "Written by drh doctor to see whether it may be, and removed at once.\n"
            .getBytes(StandardCharsets.US_ASCII);

    private final int crc;

    private TryBody(int crc) {
        this.crc = crc;
    }

    static TryBody sound() {
        CRC32C sum = new CRC32C();
        sum.update(TEXT);
        return new TryBody((int) sum.getValue());
    }

    /** Announced with a checksum that is not its own: a store that checks it refuses it, if it may be written at all. */
    static TryBody damaged() {
        return new TryBody(~sound().crc);
    }

    @Override
    public long length() {
        return TEXT.length;
    }

    @Override
    public OptionalInt crc32c() {
        return OptionalInt.of(crc);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(TEXT);
    }
}
