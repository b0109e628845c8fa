package io.replicationhub.object;

/**
 * Joins CRC-32C values: from those of two runs of bytes and the length of the second comes that of both in a row, without
 * the bytes. So the checksum of an object follows from those of its parts.
 *
 * <p>Appending n zero bytes to a message multiplies its CRC by x^(8n) modulo the polynomial; the powers x^(8·2^k) are
 * made once, so that a join takes at most 64 small multiplications.
 */
public final class Crc32cCombiner {
    /** The Castagnoli polynomial, lowest power in the highest bit (RFC 3720, appendix B.4, reflected). */
    private static final int POLYNOMIAL = 0x82F63B78;

    private static final int ONE = 0x80000000;
    private static final int[] POWERS = powers();

    private Crc32cCombiner() {}

    /**
     * The CRC-32C of {@code first} followed by {@code second}.
     *
     * @param secondLength bytes of the second run; not negative
     */
    public static int combine(int first, int second, long secondLength) {
        if (secondLength < 0) {
            throw new IllegalArgumentException("a run of bytes cannot have length " + secondLength);
        }
        int shifted = first;
        long left = secondLength;
        for (int power = 0; left != 0; power++, left >>>= 1) {
            if ((left & 1) != 0) {
                shifted = multiply(shifted, POWERS[power]);
            }
        }
        return shifted ^ second;
    }

    private static int[] powers() {
        int[] powers = new int[Long.SIZE];
        int power = ONE >>> 8;
        for (int i = 0; i < powers.length; i++) {
            powers[i] = power;
            power = multiply(power, power);
        }
        return powers;
    }

    /** Multiplies two polynomials over GF(2) modulo {@link #POLYNOMIAL}. */
    private static int multiply(int a, int b) {
        int product = 0;
        int term = b;
        for (int bit = ONE; bit != 0; bit >>>= 1) {
            if ((a & bit) != 0) {
                product ^= term;
            }
            term = (term & 1) != 0 ? (term >>> 1) ^ POLYNOMIAL : term >>> 1;
        }
        return product;
    }
}
