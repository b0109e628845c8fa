package io.replicationhub.storage.s3;

import static io.replicationhub.storage.s3.ScriptedServer.http;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.replicationhub.object.ETag;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectReading;
import io.replicationhub.object.ReadRequest;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.testkit.contract.OncePayload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When a connection is used again, and what becomes of one that died. */
@Timeout(30)
final class KeptConnectionsTest extends WireExchange {
    @Test
    void aConnectionIsUsedAgain() throws Exception {
        server.answer(http(200, DATED, "one")).answer(http(200, DATED, "two"));
        assertEquals("one", read(ReadRequest.whole(KEY, TAG)));
        assertEquals("two", read(ReadRequest.whole(KEY, TAG)));
        assertEquals(1, server.connections());
    }

    @Test
    void aKeptConnectionThatDiedIsReplacedByAFreshOne() throws Exception {
        server.answerAndHangUp(http(200, ETAG, "")).answer(http(200, ETAG, ""));
        put(new byte[3]);
        Thread.sleep(50);
        assertEquals(TAG, put(new byte[3]));
        assertEquals(2, server.connections());
        assertEquals(2, server.requests().size());
    }

    @Test
    void aKeptConnectionThatDiesOnTheRequestIsReplacedOnce() throws Exception {
        server.answer(http(200, ETAG, ""))
                .then((r, in, socket) -> socket.close())
                .answer(http(200, ETAG, ""));
        put(new byte[3]);
        assertEquals(TAG, put(new byte[3]));
        assertEquals(3, server.requests().size());
    }

    @Test
    void aBodyThatCanBeSentOnceIsNotSentToWhoHungUpMeanwhile() throws Exception {
        server.answerAndHangUp(http(200, ETAG, "")).answer(http(200, ETAG, ""));
        put(new byte[3]);
        Thread.sleep(700);
        assertEquals(TAG, putOnce());
        assertEquals(2, server.requests().size());
    }

    /** That it cannot be sent again is no reason, and another request would only say so. */
    @Test
    void whereABodyThatCanBeSentOnceIsLostTheReasonIsTold() throws Exception {
        server.answer(http(200, ETAG, "")).then((request, in, socket) -> {
            in.readNBytes(100);
            socket.close();
        });
        put(new byte[3]);
        StorageException failure = assertThrows(StorageException.Unavailable.class, this::putOnce);
        assertFalse(failure.getMessage().contains("written before"), failure.getMessage());
        assertEquals(2, server.requests().size());
    }

    private ETag putOnce() throws StorageException {
        return store.put(
                KEY, ObjectMetadata.NONE, WriteOptions.DEFAULT, new OncePayload(BytesPayload.random(1, 600_000)));
    }

    @Test
    void aFreshConnectionThatDiesIsNotReplaced() {
        server.then((r, in, socket) -> socket.close());
        assertThrows(StorageException.Unavailable.class, () -> put(new byte[3]));
        assertEquals(1, server.requests().size());
    }

    @Test
    void aKeptConnectionThatDiesWithinTheAnswerIsNotReplaced() throws Exception {
        server.answer(http(200, ETAG, "")).answerAndHangUp("HTTP/1.1 2");
        put(new byte[3]);
        assertThrows(StorageException.Unavailable.class, () -> put(new byte[3]));
        assertEquals(2, server.requests().size());
    }

    @Test
    void theConnectionIsNotUsedAgainWhereTheServerSaysSo() throws Exception {
        server.answer(http(200, ETAG + "Connection: close\r\n", "")).answer(http(200, ETAG, ""));
        put(new byte[3]);
        put(new byte[3]);
        assertEquals(2, server.connections());
    }

    @Test
    void bytesBeyondTheLengthAreNotPartOfTheObjectAndDoNoHarmLater() throws Exception {
        server.answer("HTTP/1.1 200 OK\r\n" + DATED + "Content-Length: 4\r\n\r\nbodyAND MORE")
                .answer(http(200, DATED, "next"))
                .answer(http(200, DATED, "next"));
        assertEquals("body", read(ReadRequest.whole(KEY, TAG)));
        assertThrows(StorageException.Unavailable.class, () -> read(ReadRequest.whole(KEY, TAG)));
        assertEquals("next", read(ReadRequest.whole(KEY, TAG)));
    }

    @Test
    void aReadingThatIsGivenUpLeavesNothingForTheNext() throws Exception {
        server.answer(http(200, DATED, "x".repeat(100_000))).answer(http(200, DATED, "next"));
        try (ObjectReading reading = store.open(ReadRequest.whole(KEY, TAG))) {
            assertEquals('x', reading.body().read());
        }
        assertEquals("next", read(ReadRequest.whole(KEY, TAG)));
    }

    @Test
    void answersWithoutBodiesLeaveTheConnectionInStep() throws Exception {
        server.answer("HTTP/1.1 204 No Content\r\n\r\n")
                .answer("HTTP/1.1 200 OK\r\n" + DATED + "Content-Length: 1000\r\n\r\n")
                .answer(http(200, DATED, "body"));
        store.delete(KEY);
        assertEquals(1000, store.head(KEY).stamp().size());
        assertEquals("body", read(ReadRequest.whole(KEY, TAG)));
        assertEquals(1, server.connections());
    }
}
