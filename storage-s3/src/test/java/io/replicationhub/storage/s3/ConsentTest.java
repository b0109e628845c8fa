package io.replicationhub.storage.s3;

import static io.replicationhub.storage.s3.ScriptedServer.error;
import static io.replicationhub.storage.s3.ScriptedServer.http;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.Payload;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.WriteOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When a server is asked whether it takes a large body, before that is sent. */
@Timeout(30)
final class ConsentTest extends WireExchange {
    /** Whoever has never refused one is not asked: that would cost each run a round trip. */
    @Test
    void aLargeBodyIsSentUnasked() throws Exception {
        server.answer(http(200, ETAG, ""));
        put(new byte[2 << 20]);
        assertEquals("", server.requests().get(0).header("expect"));
    }

    @Test
    void afterARefusalNoLargeBodyIsSentBeforeTheServerConsents() {
        refuseOne();
        server.then((request, in, socket) -> ScriptedServer.write(socket, error(403, "AccessDenied", "")));
        assertThrows(StorageException.Denied.class, () -> put(new byte[2 << 20]));
        assertEquals("100-continue", server.requests().get(1).header("expect"));
        assertEquals(2, server.requests().size());
    }

    @Test
    void consentIsAskedForUntilALargeBodyIsTaken() throws Exception {
        refuseOne();
        server.then((request, in, socket) -> {
                    ScriptedServer.write(socket, "HTTP/1.1 100 Continue\r\n\r\n");
                    in.readNBytes(request.length());
                    ScriptedServer.write(socket, http(200, ETAG, ""));
                })
                .answer(http(200, ETAG, ""));
        put(new byte[2 << 20]);
        put(new byte[2 << 20]);
        assertEquals("100-continue", server.requests().get(1).header("expect"));
        assertEquals("", server.requests().get(2).header("expect"));
    }

    /** What broke there was the source: a round trip more would be for nothing. */
    @Test
    void afterABodyThatCouldNotBeHadTheServerIsNotAsked() throws Exception {
        server.then((request, in, socket) -> in.skipNBytes(request.length())).answer(http(200, ETAG, ""));
        Payload breaking = new Payload() {
            @Override
            public long length() {
                return 2 << 20;
            }

            @Override
            public OptionalInt crc32c() {
                return OptionalInt.of(0);
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                out.write(new byte[300_000]);
                throw new IOException("the source broke off");
            }
        };
        assertThrows(
                StorageException.Unavailable.class,
                () -> store.put(KEY, ObjectMetadata.NONE, WriteOptions.DEFAULT, breaking));
        put(new byte[2 << 20]);
        assertEquals("", server.requests().get(1).header("expect"));
    }

    /** The answer of a server that refuses and hangs up is lost with what was under way to it. */
    @Test
    void afterABodyThatBrokeOffTheServerIsAskedAndHeard() {
        server.then((request, in, socket) -> socket.close())
                .then((request, in, socket) -> ScriptedServer.write(socket, error(403, "AccessDenied", "")));
        assertThrows(StorageException.class, () -> put(new byte[2 << 20]));
        assertThrows(StorageException.Denied.class, () -> put(new byte[2 << 20]));
        assertEquals("100-continue", server.requests().get(1).header("expect"));
    }

    @Test
    void aServerThatKnowsNothingOfConsentGetsTheBodyAnyway() throws Exception {
        refuseOne();
        server.answer(http(200, ETAG, ""));
        assertEquals(TAG, put(new byte[1 << 20]));
    }

    /** Some proxies do not, and refuse whatever asks. */
    @Test
    void whoRefusesToBeAskedGetsTheBodyUnaskedThenAndLater() throws Exception {
        refuseOne();
        server.then((request, in, socket) -> ScriptedServer.write(socket, http(417, "", "")));
        refuse();
        server.answer(http(200, ETAG, ""));
        assertThrows(StorageException.Throttled.class, () -> put(new byte[2 << 20]));
        assertEquals(TAG, put(new byte[2 << 20]));
        assertEquals("100-continue", server.requests().get(1).header("expect"));
        assertEquals("", server.requests().get(2).header("expect"));
        assertEquals("", server.requests().get(3).header("expect"));
    }

    private void refuseOne() {
        refuse();
        assertThrows(StorageException.Throttled.class, () -> put(new byte[2 << 20]));
    }

    private void refuse() {
        server.answer(error(503, "SlowDown", ""));
    }
}
