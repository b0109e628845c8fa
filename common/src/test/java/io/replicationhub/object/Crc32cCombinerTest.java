package io.replicationhub.object;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import java.util.stream.LongStream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A joined checksum is that of the joined bytes. */
final class Crc32cCombinerTest {
    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void partsOfAnySizeJoinToTheWhole(long seed) {
        Random random = new Random(seed);
        byte[] whole = new byte[random.nextInt(100_000)];
        random.nextBytes(whole);
        int joined = 0;
        for (int from = 0; from < whole.length; ) {
            int length = Math.min(whole.length - from, random.nextInt(20_000));
            joined = Crc32cCombiner.combine(joined, crc(whole, from, length), length);
            from += length;
        }
        assertEquals(crc(whole, 0, whole.length), joined, "seed " + seed);
    }

    @Test
    void nothingChangesNothing() {
        assertEquals(0x12345678, Crc32cCombiner.combine(0x12345678, 0, 0));
        assertEquals(0x12345678, Crc32cCombiner.combine(0, 0x12345678, 1L << 45));
    }

    @Test
    void lengthsBeyondAnIntegerJoinAsTheirHalvesDo() {
        long half = 3L << 30;
        int whole = Crc32cCombiner.combine(0x9abcdef0, 0, 2 * half);
        int steps = Crc32cCombiner.combine(Crc32cCombiner.combine(0x9abcdef0, 0, half), 0, half);
        assertEquals(whole, steps);
    }

    @Test
    void aNegativeLengthIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Crc32cCombiner.combine(1, 2, -1));
    }

    private static int crc(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }
}
