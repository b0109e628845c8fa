package io.replicationhub.checksum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.replicationhub.object.ChecksumKind;
import io.replicationhub.object.PublishedChecksum;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

final class PartChecksumsTest {
    private static final byte[] WHOLE = "hello, world".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    @Test
    void partsInAnyOrderAreJoinedInTheirOwn() {
        PublishedChecksum expected = of(ChecksumKind.CRC64ECMA, 0, WHOLE.length);
        PartChecksums parts = PartChecksums.against(expected);
        parts.keep(2, 7, of(ChecksumKind.CRC64ECMA, 5, 7));
        assertEquals(Optional.empty(), parts.joined(WHOLE.length), "one part is not the whole");
        parts.keep(1, 5, PublishedChecksum.crc(ChecksumKind.CRC64ECMA, 99));
        parts.keep(1, 5, of(ChecksumKind.CRC64ECMA, 0, 5));
        assertEquals(
                Optional.of(expected), parts.joined(WHOLE.length), "a part that was read again counts as it is now");
    }

    @Test
    void aChecksumOfChecksumsFollowsFromThoseOfParts() {
        // What `aws s3api` would show for two parts, by the definition: the CRC of both CRCs, eight bytes.
        ByteBuffer both = ByteBuffer.allocate(8)
                .putInt((int) of(ChecksumKind.CRC32C, 0, 5).crc())
                .putInt((int) of(ChecksumKind.CRC32C, 5, 7).crc());
        CRC32C crc = new CRC32C();
        crc.update(both.array());
        PublishedChecksum expected =
                new PublishedChecksum(ChecksumKind.CRC32C, HexFormat.of().toHexDigits((int) crc.getValue()), 2);
        PartChecksums parts = PartChecksums.against(expected);
        parts.keep(1, 5, of(ChecksumKind.CRC32C, 0, 5));
        parts.keep(2, 7, of(ChecksumKind.CRC32C, 5, 7));
        assertEquals(Optional.of(expected), parts.joined(WHOLE.length));
    }

    @Test
    void partsOfWholeBlocksJoinToTheQetagOfTheWhole() {
        for (long seed = 0; seed < 8; seed++) {
            Random random = new Random(seed);
            byte[] whole = new byte[random.nextInt(5 * Qetag.BLOCK_BYTES)];
            random.nextBytes(whole);
            PublishedChecksum expected = of(ChecksumKind.QETAG, whole, 0, whole.length);
            PartChecksums parts = PartChecksums.against(expected);
            int partBytes = Qetag.BLOCK_BYTES * (1 + random.nextInt(2));
            for (int at = 0, number = 1; at < whole.length; at += partBytes, number++) {
                int length = Math.min(partBytes, whole.length - at);
                RunningChecksum part = parts.ofPart();
                part.update(whole, at, length);
                parts.keep(number, length, part);
            }
            assertEquals(Optional.of(expected), parts.joined(whole.length), "seed " + seed);
        }
    }

    @Test
    void aHashOfTheWholeDoesNotFollowFromParts() {
        assertFalse(PartChecksums.joins(of(ChecksumKind.SHA256, 0, 5)));
        assertThrows(IllegalArgumentException.class, () -> PartChecksums.against(of(ChecksumKind.SHA1, 0, 5)));
    }

    private static PublishedChecksum of(ChecksumKind kind, int offset, int length) {
        return of(kind, WHOLE, offset, length);
    }

    private static PublishedChecksum of(ChecksumKind kind, byte[] bytes, int offset, int length) {
        RunningChecksum running = RunningChecksum.of(kind);
        running.update(bytes, offset, length);
        return running.value();
    }
}
