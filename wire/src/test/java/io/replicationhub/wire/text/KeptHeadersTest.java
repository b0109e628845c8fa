package io.replicationhub.wire.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.replicationhub.object.ArchiveState;
import io.replicationhub.object.ChecksumKind;
import io.replicationhub.object.PublishedChecksum;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What headers and listings say of archives and checksums, in the words of each store. */
final class KeptHeadersTest {
    @Test
    void checksumsAreReadAsS3WritesThem() {
        KeptHeaders headers = new KeptHeaders();
        headers.accept("X-Amz-Checksum-CRC64NVME", "rosUhgp5mIg=");
        headers.accept("x-amz-checksum-crc32c", "4waSgw==");
        headers.accept("x-amz-checksum-type", "FULL_OBJECT");
        headers.accept("x-amz-checksum-sha256", "no base64!");
        assertEquals(
                List.of(
                        PublishedChecksum.of(ChecksumKind.CRC64NVME, 0xae8b14860a799888L),
                        PublishedChecksum.of(ChecksumKind.CRC32C, 0xe3069283)),
                headers.checksums());
    }

    @Test
    void aChecksumOfChecksumsIsNotTakenForOneOfTheWhole() {
        KeptHeaders headers = new KeptHeaders();
        headers.accept("x-amz-checksum-crc32c", "4waSgw==-3");
        headers.accept("x-amz-checksum-type", "COMPOSITE");
        assertEquals(List.of(new PublishedChecksum(ChecksumKind.CRC32C, "e3069283", 3)), headers.checksums());
        KeptHeaders bare = new KeptHeaders();
        bare.accept("x-amz-checksum-type", "COMPOSITE");
        bare.accept("x-amz-checksum-crc32", "4waSgw==");
        assertEquals(List.of(), bare.checksums(), "of how many parts it does not say");
    }

    @ParameterizedTest
    @CsvSource({"x-oss-hash-crc64ecma", "x-cos-hash-crc64ecma"})
    void ossAndCosWriteADecimalNumberWithoutSign(String name) {
        KeptHeaders headers = new KeptHeaders();
        headers.accept(name, "11051210869376104954");
        assertEquals(List.of(PublishedChecksum.of(ChecksumKind.CRC64ECMA, 0x995dc9bbdf1939faL)), headers.checksums());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "x-amz-storage-class: GLACIER      | -                                         | ARCHIVED",
                "x-amz-storage-class: GLACIER_IR   | -                                         | NONE",
                "x-amz-storage-class: DEEP_ARCHIVE | x-amz-restore: ongoing-request=\"true\"   | RESTORING",
                "x-amz-storage-class: GLACIER | x-amz-restore: ongoing-request=\"false\", expiry-date=\"Fri, 21 Dec 2012 00:00:00 GMT\" | RESTORED",
                "x-amz-storage-class: INTELLIGENT_TIERING | -                                  | NONE",
                "x-amz-storage-class: INTELLIGENT_TIERING | x-amz-archive-status: ARCHIVE_ACCESS | ARCHIVED",
                "x-amz-archive-status: DEEP_ARCHIVE_ACCESS | x-amz-restore: ongoing-request=\"true\" | RESTORING",
                "etag: \"x\"                       | -                                         | NONE"
            })
    void amazonsHeadersTellWhetherAnObjectCanBeRead(String one, String other, ArchiveState state) {
        assertEquals(state, headers(one, other).archive(Archives.AMAZON));
    }

    /** A class may be a pool like any other there: whether an object can be read, only reading it tells. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "x-amz-storage-class: GLACIER  | -                                         | UNTOLD",
                "x-amz-storage-class: STANDARD | -                                         | NONE",
                "x-amz-storage-class: GLACIER  | x-amz-restore: ongoing-request=\"true\"    | RESTORING",
                "x-amz-storage-class: INTELLIGENT_TIERING | x-amz-archive-status: ARCHIVE_ACCESS | ARCHIVED"
            })
    void ofACompatibleStoreOnlyWhatItSaysOfArchivesCounts(String one, String other, ArchiveState state) {
        assertEquals(state, headers(one, other).archive(Archives.COMPATIBLE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "x-cos-storage-class: ARCHIVE | -                                             | ARCHIVED",
                "x-cos-storage-class: ARCHIVE | x-cos-restore: ongoing-request=\"true\"       | RESTORING",
                "x-cos-storage-class: INTELLIGENT_TIERING | x-cos-storage-tier: FREQUENT      | NONE",
                "x-cos-storage-class: INTELLIGENT_TIERING | x-cos-storage-tier: ARCHIVE_ACCESS | ARCHIVED"
            })
    void soDoThoseOfCos(String one, String other, ArchiveState state) {
        assertEquals(state, headers(one, other).archive(Archives.COS));
    }

    @Test
    void aListingTellsWhatItCan() {
        assertEquals(ArchiveState.ARCHIVED, Archives.AMAZON.listed("GLACIER", ""));
        assertEquals(ArchiveState.RESTORING, Archives.AMAZON.listed("GLACIER", "true"));
        assertEquals(ArchiveState.RESTORED, Archives.AMAZON.listed("DEEP_ARCHIVE", "false"));
        assertEquals(ArchiveState.NONE, Archives.AMAZON.listed("", ""));
        assertEquals(ArchiveState.NONE, Archives.AMAZON.listed("GLACIER_IR", ""));
        assertEquals(ArchiveState.UNTOLD, Archives.AMAZON.listed("INTELLIGENT_TIERING", ""));
        assertEquals(ArchiveState.UNTOLD, Archives.COS.listed("ARCHIVE", ""));
        assertEquals(ArchiveState.ARCHIVED, Archives.OSS.listed("ColdArchive", ""));
        assertEquals(ArchiveState.RESTORED, Archives.OSS.listed("Archive", "ongoing-request=\"false\""));
    }

    private static KeptHeaders headers(String... lines) {
        KeptHeaders headers = new KeptHeaders();
        for (String line : lines) {
            if (line != null) {
                int colon = line.indexOf(": ");
                headers.accept(line.substring(0, colon), line.substring(colon + 2));
            }
        }
        return headers;
    }
}
