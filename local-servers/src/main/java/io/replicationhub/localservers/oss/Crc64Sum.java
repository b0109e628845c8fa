package io.replicationhub.localservers.oss;

/** CRC-64 of ECMA-182 as OSS has it ("Use CRC-64 to check data integrity"): reflected, inverted at both ends. */
final class Crc64Sum {
    private static final long POLYNOMIAL = 0xC96C5795D7870F42L;
    private static final long[] TABLE = table();

    private Crc64Sum() {}

    /** A decimal number without sign. */
    static String of(byte[] bytes) {
        long crc = -1L;
        for (byte b : bytes) {
            crc = TABLE[(int) (crc ^ b) & 0xFF] ^ crc >>> 8;
        }
        return Long.toUnsignedString(~crc);
    }

    private static long[] table() {
        long[] table = new long[256];
        for (int i = 0; i < table.length; i++) {
            long crc = i;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) != 0 ? crc >>> 1 ^ POLYNOMIAL : crc >>> 1;
            }
            table[i] = crc;
        }
        return table;
    }
}
