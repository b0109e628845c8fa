package io.replicationhub.checksum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.replicationhub.object.ChecksumKind;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A joined checksum is that of the joined bytes, for every kind that can be joined. */
final class CrcCombinerTest {
    private static final int SEEDS = 100;

    @ParameterizedTest
    @EnumSource(
            value = ChecksumKind.class,
            names = {"CRC32C", "CRC32", "CRC64NVME", "CRC64ECMA"})
    void partsOfAnySizeJoinToTheWhole(ChecksumKind kind) {
        CrcCombiner combiner = CrcCombiner.of(kind).orElseThrow();
        for (long seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            byte[] whole = new byte[random.nextInt(100_000)];
            random.nextBytes(whole);
            long joined = 0;
            for (int from = 0; from < whole.length; ) {
                int length = Math.min(whole.length - from, random.nextInt(20_000));
                joined = combiner.combine(joined, crc(kind, whole, from, length), length);
                from += length;
            }
            assertEquals(crc(kind, whole, 0, whole.length), joined, kind + ", seed " + seed);
        }
    }

    @Test
    void lengthsBeyondAnIntegerJoinAsTheirHalvesDo() {
        long half = 3L << 30;
        for (CrcCombiner combiner : List.of(CrcCombiner.CRC32C, CrcCombiner.CRC64ECMA)) {
            long whole = combiner.combine(0x9abcdef0L, 0, 2 * half);
            assertEquals(whole, combiner.combine(combiner.combine(0x9abcdef0L, 0, half), 0, half));
        }
    }

    @Test
    void nothingChangesNothing() {
        assertEquals(0x12345678, CrcCombiner.CRC32C.combine(0x12345678, 0, 0));
        assertEquals(0x12345678, CrcCombiner.CRC64NVME.combine(0, 0x12345678, 1L << 45));
        assertThrows(IllegalArgumentException.class, () -> CrcCombiner.CRC32.combine(1, 2, -1));
    }

    private static long crc(ChecksumKind kind, byte[] bytes, int offset, int length) {
        RunningChecksum running = RunningChecksum.of(kind);
        running.update(bytes, offset, length);
        return running.value().crc();
    }
}
