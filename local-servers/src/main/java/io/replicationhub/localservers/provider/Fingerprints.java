package io.replicationhub.localservers.provider;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;

/** What services compute of a body, by their definitions, byte by byte. */
final class Fingerprints {
    private static final int BLOCK = 4 << 20;
    /** ECMA-182, reflected. */
    private static final long POLYNOMIAL = 0xC96C5795D7870F42L;

    private static final long[] TABLE = table();

    private Fingerprints() {}

    /** Kodo's: developer.qiniu.com/kodo/1231/appendix#qiniu-etag. */
    static String qetag(byte[] body) {
        ByteArrayOutputStream hashes = new ByteArrayOutputStream();
        int blocks = Math.max(1, Math.ceilDiv(body.length, BLOCK));
        for (int i = 0; i < blocks; i++) {
            byte[] block = Arrays.copyOfRange(body, i * BLOCK, Math.min(body.length, (i + 1) * BLOCK));
            hashes.writeBytes(SignatureCheck.Digest.of("SHA-1", block));
        }
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        value.write(blocks == 1 ? 0x16 : 0x96);
        value.writeBytes(blocks == 1 ? hashes.toByteArray() : SignatureCheck.Digest.of("SHA-1", hashes.toByteArray()));
        return Base64.getUrlEncoder().encodeToString(value.toByteArray());
    }

    /** COS's CRC-64, a decimal number without sign: cloud.tencent.com/document/product/436/63878. */
    static String crc64(byte[] body) {
        long crc = -1;
        for (byte b : body) {
            crc = TABLE[(int) (crc ^ b) & 0xFF] ^ crc >>> 8;
        }
        return Long.toUnsignedString(~crc);
    }

    private static long[] table() {
        long[] table = new long[256];
        for (int value = 0; value < table.length; value++) {
            long crc = value;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) != 0 ? crc >>> 1 ^ POLYNOMIAL : crc >>> 1;
            }
            table[value] = crc;
        }
        return table;
    }
}
