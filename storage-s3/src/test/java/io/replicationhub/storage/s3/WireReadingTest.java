package io.replicationhub.storage.s3;

import static io.replicationhub.storage.s3.ScriptedServer.http;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.replicationhub.object.ByteRange;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ObjectReading;
import io.replicationhub.object.ReadRequest;
import io.replicationhub.object.StorageException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which answers are the bytes that were asked for, and which are others. */
@Timeout(30)
final class WireReadingTest extends WireExchange {
    @Test
    void aBodyThatEndsEarlyIsNoShorterObject() throws Exception {
        server.answerAndHangUp("HTTP/1.1 200 OK\r\n" + DATED + "Content-Length: 10\r\n\r\nshort");
        try (ObjectReading reading = store.open(ReadRequest.whole(KEY, TAG))) {
            assertEquals(10, reading.length());
            assertThrows(IOException.class, () -> reading.body().readAllBytes());
        }
    }

    /** As of a store that unpacks what was stored by gzip: it is the only object that is read so. */
    @Test
    void anObjectWhoseLengthIsNotSaidIsRefusedByItself() {
        server.answer("HTTP/1.1 200 OK\r\n" + DATED + "Transfer-Encoding: chunked\r\n\r\n2\r\ncd\r\n0\r\n\r\n");
        StorageException.Rejected refused =
                assertThrows(StorageException.Rejected.class, () -> store.open(ReadRequest.whole(KEY, TAG)));
        assertEquals(FailureScope.OBJECT, refused.scope());
    }

    @Test
    void aRangeIsThatWhichWasAskedFor() throws Exception {
        server.answer(http(206, DATED + "Content-Range: bytes 2-4/10\r\n", "cde"));
        assertEquals("cde", read(ReadRequest.range(KEY, TAG, new ByteRange(2, 3))));
        assertEquals("bytes=2-4", server.requests().get(0).header("range"));
        assertEquals('"' + TAG.value() + '"', server.requests().get(0).header("if-match"));
        assertEquals("identity", server.requests().get(0).header("accept-encoding"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes 0-2/10", "bytes 2-5/10", "bytes 2-4/*", "items 2-4/10", "bytes 2-4"})
    void anotherRangeIsCorrupt(String range) {
        server.answer(http(206, DATED + "Content-Range: " + range + "\r\n", "cde"));
        assertThrows(
                StorageException.Corrupt.class, () -> store.open(ReadRequest.range(KEY, TAG, new ByteRange(2, 3))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cd", "cdef"})
    void aRangeOfAnotherLengthThanItSaysIsCorrupt(String body) {
        server.answer(http(206, DATED + "Content-Range: bytes 2-4/10\r\n", body));
        assertThrows(
                StorageException.Corrupt.class, () -> store.open(ReadRequest.range(KEY, TAG, new ByteRange(2, 3))));
    }

    /** Such an answer has no length that could be compared before the bytes come. */
    @Test
    void aChunkedRangeThatEndsEarlyIsNoShorterOne() throws Exception {
        server.answer("HTTP/1.1 206 Partial Content\r\n" + DATED
                + "Content-Range: bytes 2-4/10\r\nTransfer-Encoding: chunked\r\n\r\n2\r\ncd\r\n0\r\n\r\n");
        try (ObjectReading reading = store.open(ReadRequest.range(KEY, TAG, new ByteRange(2, 3)))) {
            assertThrows(IOException.class, () -> reading.body().readAllBytes());
        }
    }

    @Test
    void theFirstPartIsAskedForOfThePlannedVersionAndOfNoOther() {
        server.answer(http(206, "ETag: \"another-2\"\r\nContent-Range: bytes 0-4/10\r\n", ""));
        assertThrows(StorageException.Changed.class, () -> store.headFirstPart(KEY, TAG));
        assertEquals('"' + TAG.value() + '"', server.requests().get(0).header("if-match"));
    }

    @Test
    void theWholeObjectInsteadOfARangeIsCorrupt() {
        server.answer(http(200, DATED, "abcdefghij"));
        assertThrows(
                StorageException.Corrupt.class, () -> store.open(ReadRequest.range(KEY, TAG, new ByteRange(2, 3))));
    }

    @Test
    void anotherVersionFromAStoreThatIgnoresTheConditionIsChanged() {
        server.answer(http(200, "ETag: \"another\"\r\n", "body"));
        assertThrows(StorageException.Changed.class, () -> store.open(ReadRequest.whole(KEY, TAG)));
    }
}
