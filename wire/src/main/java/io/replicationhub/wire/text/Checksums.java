package io.replicationhub.wire.text;

import java.util.Base64;
import java.util.OptionalInt;

/** CRC-32C as S3 writes it: four bytes, most significant first, in Base64. */
public final class Checksums {
    public static final String HEADER = "x-amz-checksum-crc32c";
    private static final int BYTES = 4;

    private Checksums() {}

    public static String base64(int crc32c) {
        byte[] bytes = {(byte) (crc32c >>> 24), (byte) (crc32c >>> 16), (byte) (crc32c >>> 8), (byte) crc32c};
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** The value; empty where the text is none, such as a composite of parts with its {@code -n}. */
    public static OptionalInt parse(String text) {
        try {
            byte[] b = Base64.getDecoder().decode(text.strip());
            return b.length == BYTES
                    ? OptionalInt.of((b[0] & 0xFF) << 24 | (b[1] & 0xFF) << 16 | (b[2] & 0xFF) << 8 | b[3] & 0xFF)
                    : OptionalInt.empty();
        } catch (IllegalArgumentException e) {
            return OptionalInt.empty();
        }
    }
}
