package io.replicationhub.checksum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.replicationhub.object.ChecksumKind;
import io.replicationhub.object.PublishedChecksum;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every kind gives the values that its definition gives, however the bytes come. */
final class RunningChecksumTest {
    /** The check values of the RevEng catalogue, and FIPS 180-4's functions of the same text. */
    @ParameterizedTest
    @CsvSource({
        "CRC32C,    e3069283",
        "CRC32,     cbf43926",
        "CRC64NVME, ae8b14860a799888",
        "CRC64ECMA, 995dc9bbdf1939fa",
        "SHA1,      f7c3bc1d808e04732adf679965ccc34ca7ae3441",
        "SHA256,    15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225"
    })
    void theTextOfTheCatalogueHasItsCheckValue(ChecksumKind kind, String value) {
        byte[] text = "123456789".getBytes(StandardCharsets.US_ASCII);
        assertEquals(new PublishedChecksum(kind, value, 0), of(kind, text));
    }

    @ParameterizedTest
    @EnumSource(ChecksumKind.class)
    void itDoesNotMatterInWhichPiecesTheBytesCome(ChecksumKind kind) {
        for (long seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            byte[] bytes = new byte[random.nextInt(200_000)];
            random.nextBytes(bytes);
            RunningChecksum inPieces = RunningChecksum.of(kind);
            for (int at = 0; at < bytes.length; ) {
                int some = Math.min(bytes.length - at, 1 + random.nextInt(30_000));
                inPieces.update(bytes, at, some);
                at += some;
            }
            assertEquals(of(kind, bytes), inPieces.value(), kind + ", seed " + seed);
        }
    }

    @Test
    void lookingUpManyBytesAtOnceGivesWhatEachByteWouldGive() {
        byte[] bytes = new byte[70_001];
        new Random(7).nextBytes(bytes);
        Crc64 byByte = Crc64.ecma();
        Crc64 atOnce = Crc64.ecma();
        for (int i = 3; i < bytes.length; i++) {
            byByte.update(bytes[i]);
        }
        atOnce.update(bytes, 3, bytes.length - 3);
        assertEquals(byByte.getValue(), atOnce.getValue());
        atOnce.reset();
        assertEquals(0, atOnce.getValue());
    }

    /** The hash of nothing is in Kodo's documentation of its ETag; those of blocks follow from the definition. */
    @Test
    void qetagsCountBlocks() {
        Optional<PublishedChecksum> empty = Qetag.parse("Fto5o-5ea0sNMlW_75VgGJCv2AcJ");
        assertEquals(empty, Optional.of(of(ChecksumKind.QETAG, new byte[0])));
        PublishedChecksum one = of(ChecksumKind.QETAG, new byte[Qetag.BLOCK_BYTES]);
        PublishedChecksum two = of(ChecksumKind.QETAG, new byte[Qetag.BLOCK_BYTES + 1]);
        assertEquals("16", one.value().substring(0, 2));
        assertEquals("96", two.value().substring(0, 2));
        assertNotEquals(one.value().substring(2), two.value().substring(2));
    }

    @Test
    void whatIsNoQetagIsNotTakenForOne() {
        assertEquals(Optional.empty(), Qetag.parse("d41d8cd98f00b204e9800998ecf8427e"));
        assertEquals(Optional.empty(), Qetag.parse("Ato5o-5ea0sNMlW_75VgGJCv2AcJ"));
        assertEquals(Optional.empty(), Qetag.parse("F*o5o-5ea0sNMlW_75VgGJCv2AcJ"));
    }

    private static PublishedChecksum of(ChecksumKind kind, byte[] bytes) {
        RunningChecksum running = RunningChecksum.of(kind);
        running.update(bytes, 0, bytes.length);
        return running.value();
    }
}
