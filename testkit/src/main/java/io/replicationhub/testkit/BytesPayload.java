package io.replicationhub.testkit;

import io.replicationhub.object.Payload;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/** A body that lies in memory. */
public final class BytesPayload implements Payload {
    private final byte[] bytes;
    private final int crc32c;

    private BytesPayload(byte[] bytes, int crc32c) {
        this.bytes = bytes;
        this.crc32c = crc32c;
    }

    public static BytesPayload of(byte[] bytes) {
        byte[] own = bytes.clone();
        return new BytesPayload(own, Digests.crc32c(own));
    }

    public static BytesPayload of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** So many bytes that look random and are the same for the same seed. */
    public static BytesPayload random(long seed, int length) {
        byte[] bytes = new byte[length];
        new SplittableRandom(seed).nextBytes(bytes);
        return new BytesPayload(bytes, Digests.crc32c(bytes));
    }

    /** The same bytes, announced with a checksum that they do not have. */
    public BytesPayload withWrongChecksum() {
        return new BytesPayload(bytes, ~crc32c);
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public long length() {
        return bytes.length;
    }

    @Override
    public OptionalInt crc32c() {
        return OptionalInt.of(crc32c);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
    }
}
