package io.replicationhub.storage.s3;

import static io.replicationhub.storage.s3.ScriptedServer.error;
import static io.replicationhub.storage.s3.ScriptedServer.http;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.ReadRequest;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.UploadId;
import io.replicationhub.testkit.BytesPayload;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the wire makes of answers, good and bad, byte by byte. */
@Timeout(30)
final class WireExchangeTest extends WireExchange {
    @Test
    void informationBeforeTheAnswerIsSkipped() throws Exception {
        server.answer("HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n"
                + http(200, DATED, "body"));
        assertEquals("body", read(ReadRequest.whole(KEY, TAG)));
    }

    /** A hash of the body would cost more than all the rest; over plain HTTP, too. */
    @Test
    void noHashOfABodyIsSent() throws Exception {
        server.answer(http(200, ETAG, "")).answer(http(200, ETAG, ""));
        put(new byte[100]);
        store.uploads().uploadPart(new UploadId(KEY, "u"), 1, BytesPayload.of(new byte[100]));
        for (ScriptedServer.Request request : server.requests()) {
            assertEquals("UNSIGNED-PAYLOAD", request.header("x-amz-content-sha256"));
            assertEquals("", request.header("content-md5"));
        }
        assertEquals(2, server.requests().size());
    }

    @Test
    void aBodyThatTheServerStopsReadingEndsInItsAnswer() {
        server.then((request, in, socket) -> {
            in.readNBytes(100_000);
            ScriptedServer.write(socket, error(403, "AccessDenied", ""));
            // Left unread, so that the client's writing blocks and breaks only after the answer has come.
            sleep(300);
            in.readNBytes(request.length() - 100_000);
        });
        assertThrows(StorageException.Denied.class, () -> put(new byte[1_000_000]));
    }

    /** Taken for whole, it would be an object with less metadata, or a listing of nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 2",
                "HTTP/1.1 200 O",
                "HTTP/1.1 200 OK\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nx-amz-meta-note: hello wor",
                "HTTP/1.1 200 OK\r\nETag: \"a\"\r\n",
                "HTTP/1.1 200 OK\r\nETag: \"a\"\r\n\r",
                "HTTP/1.1 200 OK\r\nCon",
                "HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n"
            })
    void aHeadThatIsCutOffIsNoAnswer(String cut) throws Exception {
        assertCutOff(cut, () -> store.head(KEY));
        assertCutOff(cut, () -> store.list(ListRequest.first("")));
        assertCutOff(cut, () -> put(new byte[3]));
    }

    private void assertCutOff(String cut, Executable request) {
        server.answerAndHangUp(cut);
        StorageException failure = assertThrows(StorageException.Unavailable.class, request);
        assertEquals(FailureScope.OBJECT, failure.scope(), failure.getMessage());
    }

    @Test
    void nothingThatListensIsAFailureOfTheEndpoint() throws Exception {
        URI nobody;
        try (ServerSocket free = new ServerSocket(0)) {
            nobody = URI.create("http://127.0.0.1:" + free.getLocalPort());
        }
        ObjectStore nowhere =
                S3Stores.open(S3Settings.bucket("b").at(nobody), CredentialsSource.of(Credentials.ANONYMOUS), Map.of());
        StorageException failure = assertThrows(StorageException.Unavailable.class, () -> nowhere.head(KEY));
        assertEquals(FailureScope.ENDPOINT, failure.scope());
        assertTrue(failure.getMessage().contains(nobody.toString()), failure.getMessage());
    }

    @Test
    void whatIsNotHttpIsAFailureOfTheEndpoint() {
        server.answerAndHangUp("220 mail.example.com ESMTP\r\n\r\n\r\n");
        StorageException failure = assertThrows(StorageException.Rejected.class, () -> store.head(KEY));
        assertEquals(FailureScope.ENDPOINT, failure.scope(), failure.getMessage());
    }

    @Test
    void messagesHoldNoSecretAndNoControlCharacter() {
        server.answer(error(403, "SignatureDoesNotMatch", "<StringToSign>secret</StringToSign>"))
                .answer(error(403, "SignatureDoesNotMatch", ""));
        StorageException failure =
                assertThrows(StorageException.class, () -> store.open(ReadRequest.whole(new ObjectKey("a\nb"), TAG)));
        assertFalse(failure.getMessage().contains("secret"), failure.getMessage());
        assertFalse(failure.getMessage().contains("\n"), failure.getMessage());
        assertTrue(failure.getMessage().contains("SignatureDoesNotMatch"), failure.getMessage());
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
