package io.replicationhub.storage.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.replicationhub.checksum.Qetag;
import io.replicationhub.object.ByteRange;
import io.replicationhub.object.ChecksumKind;
import io.replicationhub.object.ETag;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectReading;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.PublishedChecksum;
import io.replicationhub.object.ReadRequest;
import io.replicationhub.object.StorageException;
import io.replicationhub.profile.Addressing;
import io.replicationhub.profile.Profiles;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How stores are asked for the checksums that they keep, and what is taken for one of the whole object, by both faces. */
@Timeout(30)
class ChecksumHeadersTest extends AtScriptedServer {
    private static final ETag ETAG = new ETag("0cc175b9c0f1b6a831c399e269772661");
    private static final String STORED = "ETag: \"" + ETAG.value() + "\"\r\n";
    private static final String CRC32C = "x-amz-checksum-crc32c: 4waSgw==\r\nx-amz-checksum-type: FULL_OBJECT\r\n";
    private static final List<PublishedChecksum> TOLD = List.of(PublishedChecksum.of(ChecksumKind.CRC32C, 0xe3069283));
    private static final String ASKING = "x-amz-checksum-mode";

    @ParameterizedTest
    @EnumSource
    void aHeadAndAReadingOfTheWholeAskForThem(S3Settings.Face face) throws Exception {
        ObjectStore store = open(face);
        server.answer(head(200, STORED + CRC32C + "Content-Length: 9\r\n"));
        assertEquals(TOLD, store.head(KEY).checksums());
        assertEquals("ENABLED", last().header(ASKING));
        server.answer(ScriptedServer.http(200, STORED + CRC32C, "123456789"));
        try (ObjectReading reading = store.open(ReadRequest.whole(KEY, ETAG))) {
            assertEquals(TOLD, reading.head().checksums());
        }
        assertEquals("ENABLED", last().header(ASKING));
    }

    /** S3 User Guide, "Working with object metadata": pairs that cannot be headers are counted and not told. */
    @ParameterizedTest
    @EnumSource
    void pairsThatAreHeldBackAreCounted(S3Settings.Face face) throws Exception {
        ObjectStore store = open(face);
        server.answer(head(200, STORED + "x-amz-missing-meta: 2\r\nContent-Length: 9\r\n"));
        assertEquals(2, store.head(KEY).metadataUntold());
        server.answer(head(200, STORED + "Content-Length: 9\r\n"));
        assertEquals(0, store.head(KEY).metadataUntold());
    }

    /** Of a range that happens to be a part, S3 tells the part's. */
    @ParameterizedTest
    @EnumSource
    void aReadingOfARangeDoesNotAskAndIsToldNone(S3Settings.Face face) throws Exception {
        server.answer(ScriptedServer.http(206, STORED + CRC32C + "Content-Range: bytes 0-3/9\r\n", "1234"));
        try (ObjectReading reading = open(face).open(ReadRequest.range(KEY, ETAG, new ByteRange(0, 4)))) {
            assertEquals(List.of(), reading.head().checksums());
        }
        assertEquals("", last().header(ASKING));
    }

    @ParameterizedTest
    @EnumSource
    void whoMaySeeAnObjectAndNotItsChecksumSeesTheObject(S3Settings.Face face) throws Exception {
        ObjectStore store = open(face);
        refusing();
        server.answer(head(200, STORED + "Content-Length: 9\r\n"));
        assertEquals(9, store.head(KEY).stamp().size());
        server.answer(head(200, STORED + "Content-Length: 9\r\n"));
        ObjectHead again = store.head(KEY);
        assertEquals(List.of(), again.checksums());
        assertEquals(1, asking(), "it is not asked for in vain a second time");
    }

    @ParameterizedTest
    @EnumSource
    void whoMayNotSeeAnObjectIsToldSo(S3Settings.Face face) {
        ObjectStore store = open(face);
        for (int i = 0; i < 2; i++) {
            refusing();
            refusing();
            assertThrows(StorageException.Denied.class, () -> store.head(KEY));
        }
        assertEquals(2, asking(), "another object may show its checksum");
    }

    @ParameterizedTest
    @EnumSource
    void aQetagOfKodoIsAChecksum(S3Settings.Face face) throws Exception {
        String qetag = "Fto5o-5ea0sNMlW_75VgGJCv2AcJ";
        server.answer(head(200, "ETag: \"" + qetag + "\"\r\nContent-Length: 0\r\n"));
        S3Settings kodo = settings(face).speaking(S3Dialect.of(Profiles.KODO));
        assertEquals(
                List.of(Qetag.parse(qetag).orElseThrow()), open(kodo).head(KEY).checksums());
        assertEquals("", last().header(ASKING), "it would not know what is asked");
    }

    /** Refuses a HEAD, and the GET that asks why. */
    private void refusing() {
        server.answer(head(403, "")).answer(ScriptedServer.error(403, "AccessDenied", ""));
    }

    private long asking() {
        return server.requests().stream()
                .filter(request -> !request.header(ASKING).isEmpty())
                .count();
    }

    private ObjectStore open(S3Settings.Face face) {
        return open(settings(face));
    }

    private S3Settings settings(S3Settings.Face face) {
        return settings().by(face).speaking(S3Dialect.AMAZON.with(Addressing.PATH));
    }
}
