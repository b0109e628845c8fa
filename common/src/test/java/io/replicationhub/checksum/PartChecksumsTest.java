package io.replicationhub.checksum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.ChecksumKind;
import io.replicationhub.object.PublishedChecksum;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PartChecksumsTest {
    private static final byte[] WHOLE = "hello, world".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    @Test
    void partsInAnyOrderAreJoinedInTheirOwn() {
        PublishedChecksum expected = of(ChecksumKind.CRC64ECMA, 0, WHOLE.length);
        PartChecksums parts = PartChecksums.against(List.of(expected)).orElseThrow();
        parts.keep(2, 7, of(ChecksumKind.CRC64ECMA, 5, 7).crc());
        assertEquals(Optional.empty(), parts.joined(WHOLE.length), "one part is not the whole");
        parts.keep(1, 5, 99);
        parts.keep(1, 5, of(ChecksumKind.CRC64ECMA, 0, 5).crc());
        assertEquals(
                Optional.of(expected), parts.joined(WHOLE.length), "a part that was read again counts as it is now");
    }

    @Test
    void theCheapestThatCanBeJoinedIsTaken() {
        PublishedChecksum crc64 = of(ChecksumKind.CRC64NVME, 0, WHOLE.length);
        PublishedChecksum crc32c = of(ChecksumKind.CRC32C, 0, WHOLE.length);
        PublishedChecksum sha = of(ChecksumKind.SHA256, 0, WHOLE.length);
        assertEquals(
                crc32c,
                PartChecksums.against(List.of(sha, crc64, crc32c)).orElseThrow().expected());
        assertTrue(PartChecksums.against(List.of(sha)).isEmpty());
        PublishedChecksum composite = new PublishedChecksum(ChecksumKind.CRC32C, "00000000", 3);
        assertTrue(PartChecksums.against(List.of(composite)).isEmpty(), "it depends on how the source was cut");
    }

    private static PublishedChecksum of(ChecksumKind kind, int offset, int length) {
        RunningChecksum running = RunningChecksum.of(kind);
        running.update(WHOLE, offset, length);
        return running.value();
    }
}
