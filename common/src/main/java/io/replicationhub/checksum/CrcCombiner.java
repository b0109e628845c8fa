package io.replicationhub.checksum;

import io.replicationhub.object.ChecksumKind;
import java.util.Optional;

/**
 * Joins CRCs: from those of two runs of bytes and the length of the second comes that of both in a row, without the
 * bytes. So the checksum of an object follows from those of its parts. For reflected CRCs that are begun and finished with
 * all bits inverted, as all of ours are. Immutable.
 *
 * <p>Appending n zero bytes to a message multiplies its CRC by x^(8n) modulo the polynomial; the powers x^(8·2^k) are made
 * once, so that a join takes at most 64 small multiplications.
 */
public final class CrcCombiner {
    /** Polynomials with the lowest power in the highest bit, from the RevEng catalogue of parametrised CRC algorithms. */
    public static final CrcCombiner CRC32C = new CrcCombiner(0x82F63B78L, 32);

    public static final CrcCombiner CRC32 = new CrcCombiner(0xEDB88320L, 32);
    public static final CrcCombiner CRC64NVME = new CrcCombiner(0x9A6C9329AC4BC9B5L, 64);
    public static final CrcCombiner CRC64ECMA = new CrcCombiner(0xC96C5795D7870F42L, 64);

    private final long polynomial;
    private final long one;
    private final long[] powers = new long[Long.SIZE];

    private CrcCombiner(long polynomial, int bits) {
        this.polynomial = polynomial;
        this.one = 1L << (bits - 1);
        long power = one >>> 8;
        for (int i = 0; i < powers.length; i++) {
            powers[i] = power;
            power = multiply(power, power);
        }
    }

    /** For checksums of a kind; empty where those of parts cannot be joined. */
    public static Optional<CrcCombiner> of(ChecksumKind kind) {
        return switch (kind) {
            case CRC32C -> Optional.of(CRC32C);
            case CRC32 -> Optional.of(CRC32);
            case CRC64NVME -> Optional.of(CRC64NVME);
            case CRC64ECMA -> Optional.of(CRC64ECMA);
            case SHA1, SHA256, QETAG -> Optional.empty();
        };
    }

    /**
     * The CRC of {@code first} followed by {@code second}. A CRC of 32 bits stands in the lower half.
     *
     * @param secondLength bytes of the second run; not negative
     */
    public long combine(long first, long second, long secondLength) {
        return shift(first, secondLength) ^ second;
    }

    /** What becomes of a register while so many zero bytes pass through it. */
    long shift(long register, long zeros) {
        if (zeros < 0) {
            throw new IllegalArgumentException("a run of bytes cannot have length " + zeros);
        }
        long shifted = register;
        long left = zeros;
        for (int power = 0; left != 0; power++, left >>>= 1) {
            if ((left & 1) != 0) {
                shifted = multiply(shifted, powers[power]);
            }
        }
        return shifted;
    }

    /** Multiplies two polynomials over GF(2) modulo ours. */
    private long multiply(long a, long b) {
        long product = 0;
        long term = b;
        for (long bit = one; bit != 0; bit >>>= 1) {
            if ((a & bit) != 0) {
                product ^= term;
            }
            term = (term & 1) != 0 ? (term >>> 1) ^ polynomial : term >>> 1;
        }
        return product;
    }
}
