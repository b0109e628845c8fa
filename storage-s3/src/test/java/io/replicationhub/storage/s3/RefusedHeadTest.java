package io.replicationhub.storage.s3;

import static io.replicationhub.storage.s3.ScriptedServer.error;
import static io.replicationhub.storage.s3.ScriptedServer.http;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.object.ETag;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.StorageException;
import io.replicationhub.profile.Addressing;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A HEAD whose refusal does not say why: the reason is asked for, and what it teaches is not wasted. */
@Timeout(30)
final class RefusedHeadTest extends AtScriptedServer {
    private static final ETag PARTED = new ETag("d41d8cd98f00b204e9800998ecf8427e-2");
    private static final String STORED = "ETag: \"" + PARTED.value() + "\"\r\n";

    @ParameterizedTest
    @EnumSource
    void aHeadIsMadeAgainWithTheCredentialsThatItsReasonCalledFor(S3Settings.Face face) throws Exception {
        server.answer(head(400, ""))
                .answer(error(400, "ExpiredToken", ""))
                .answer(firstByte())
                .answer(head(200, STORED + "Content-Length: 9\r\n"));
        assertEquals(9, open(face).head(KEY).stamp().size());
        assertEquals(List.of("HEAD", "GET", "GET", "HEAD"), methods());
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyObjectAndAnArchivedOneAreSeenAgain(S3Settings.Face face) throws Exception {
        ObjectStore store = open(face);
        for (String fine : List.of(error(416, "InvalidRange", ""), error(403, "InvalidObjectState", ""))) {
            server.answer(head(400, "")).answer(fine).answer(head(200, STORED));
            assertEquals(0, store.head(KEY).stamp().size());
        }
        assertEquals(6, server.requests().size());
    }

    @ParameterizedTest
    @EnumSource
    void aHeadThatIsRefusedAgainIsRefused(S3Settings.Face face) {
        server.answer(head(400, "")).answer(firstByte()).answer(head(400, ""));
        assertThrows(StorageException.Rejected.class, () -> open(face).head(KEY));
        assertEquals(3, server.requests().size());
    }

    @ParameterizedTest
    @EnumSource
    void wrongCredentialsAreToldAsThat(S3Settings.Face face) {
        server.answer(head(403, ""));
        for (int i = 0; i < 2; i++) {
            server.answer(error(403, "InvalidAccessKeyId", ""));
        }
        StorageException refused =
                assertThrows(StorageException.Denied.class, () -> open(face).head(KEY));
        assertEquals(FailureScope.CREDENTIALS, refused.scope());
    }

    /** Else one refusal, of credentials that ran out just then, has all objects cut otherwise than at the source. */
    @Test
    void thatPartsAreNotKnownIsNotLearntFromCredentialsThatRanOut() throws Exception {
        ObjectStore store = open(S3Settings.Face.WIRE);
        String part = "HTTP/1.1 206 Partial Content\r\n" + STORED
                + "x-amz-mp-parts-count: 2\r\nContent-Length: 5\r\nContent-Range: bytes 0-4/9\r\n\r\n";
        server.answer(head(400, ""))
                .answer(error(400, "ExpiredToken", ""))
                .answer(firstByte())
                .answer(part)
                .answer(part);
        assertEquals(5, store.headFirstPart(KEY, PARTED).firstPartSize().orElseThrow());
        assertEquals(5, store.headFirstPart(KEY, PARTED).firstPartSize().orElseThrow());
        assertEquals(
                List.of("HEAD /bucket/key?partNumber=1 HTTP/1.1", "HEAD /bucket/key?partNumber=1 HTTP/1.1"),
                server.requests().subList(3, 5).stream()
                        .map(ScriptedServer.Request::line)
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void checksumsAreAskedForAfterTheCredentialsWereRotated(S3Settings.Face face) throws Exception {
        ObjectStore store = open(face);
        String whole = head(200, STORED + "Content-Length: 9\r\n");
        server.answer(head(403, ""))
                .answer(error(403, "SignatureDoesNotMatch", ""))
                .answer(firstByte())
                .answer(whole)
                .answer(whole);
        store.head(KEY);
        store.head(KEY);
        assertEquals("ENABLED", server.requests().get(3).header(ChecksumAsking.HEADER));
        assertEquals("ENABLED", server.requests().get(4).header(ChecksumAsking.HEADER));
    }

    private static String firstByte() {
        return http(206, STORED + "Content-Range: bytes 0-0/9\r\n", "1");
    }

    private List<String> methods() {
        return server.requests().stream()
                .map(request -> request.line().substring(0, request.line().indexOf(' ')))
                .toList();
    }

    private ObjectStore open(S3Settings.Face face) {
        AtomicReference<Credentials> now = new AtomicReference<>(Credentials.of("old", "secret"));
        CredentialsSource rotated = new CredentialsSource() {
            @Override
            public Credentials current() {
                return now.get();
            }

            @Override
            public void expired(Credentials refused) {
                now.set(Credentials.of("new", "secret"));
            }
        };
        S3Settings settings = settings().by(face).speaking(S3Dialect.AMAZON.with(Addressing.PATH));
        return open(settings, rotated);
    }
}
