package io.replicationhub.storage.s3;

import static io.replicationhub.storage.s3.ScriptedServer.error;
import static io.replicationhub.storage.s3.ScriptedServer.http;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.PassesOn;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.UploadId;
import io.replicationhub.object.UploadedPart;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.testkit.contract.OncePayload;
import io.replicationhub.wire.text.Checksums;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A part whose checksum follows it, and what is believed of the answers to it. */
@Timeout(30)
final class WirePassedOnPartTest {
    private static final UploadId UPLOAD = new UploadId(new ObjectKey("key"), "u1");
    private static final BytesPayload BODY = BytesPayload.random(5, 70_000);
    private static final long LENGTH = 70_000;
    private static final BytesPayload TRIAL = BytesPayload.of("?");
    private static final String ETAG = "ETag: \"d41d8cd98f00b204e9800998ecf8427e\"\r\n";
    private ScriptedServer server;
    private ObjectStore store;

    @BeforeEach
    void start() throws IOException {
        server = ScriptedServer.start();
        store = S3Stores.open(
                S3Settings.bucket("bucket")
                        .at(server.endpoint())
                        .inRegion("us-east-1")
                        .speaking(S3Dialect.COMPATIBLE),
                CredentialsSource.of(Credentials.of("access", "secret")),
                Map.of());
    }

    @AfterEach
    void stop() throws IOException {
        store.close();
        server.close();
    }

    /** As the engine does it: who is not known is tried, who does not take such parts is not sent any. */
    private Optional<UploadedPart> passOn() throws StorageException {
        if (known() == PassesOn.NOT_KNOWN) {
            tried();
        }
        return known() == PassesOn.YES ? Optional.of(send()) : Optional.empty();
    }

    private PassesOn known() {
        return store.uploads().passesOn();
    }

    private PassesOn tried() throws StorageException {
        return store.uploads().tryPassingOn(UPLOAD, 3);
    }

    private UploadedPart send() throws StorageException {
        return store.uploads().uploadPart(UPLOAD, 3, new OncePayload(BODY));
    }

    private static String took(BytesPayload body) {
        return http(
                200,
                ETAG + Checksums.HEADER + ": " + Checksums.base64(body.crc32c().orElseThrow()) + "\r\n",
                "");
    }

    @Test
    void whoSaysWhatItTookOfATrialIsSentThePart() throws Exception {
        server.answer(took(TRIAL)).answer(took(BODY)).answer(took(BODY));
        UploadedPart part = passOn().orElseThrow();
        assertEquals(LENGTH, part.size());
        assertEquals(BODY.crc32c(), part.crc32c());
        passOn();
        assertEquals(
                List.of("1", Long.toString(LENGTH), Long.toString(LENGTH)),
                server.requests().stream()
                        .map(request -> request.header("x-amz-decoded-content-length"))
                        .toList());
        // The part takes the place of the trial.
        assertEquals(
                1,
                server.requests().stream()
                        .map(ScriptedServer.Request::line)
                        .distinct()
                        .count());
    }

    @Test
    void theRequestSaysThatAChecksumFollowsAndSignsThat() throws Exception {
        server.answer(took(TRIAL)).answer(took(BODY));
        passOn();
        ScriptedServer.Request request = server.requests().get(1);
        assertEquals("STREAMING-UNSIGNED-PAYLOAD-TRAILER", request.header("x-amz-content-sha256"));
        assertEquals("aws-chunked", request.header("content-encoding"));
        assertEquals("x-amz-checksum-crc32c", request.header("x-amz-trailer"));
        assertTrue(
                request.header("authorization").contains("x-amz-decoded-content-length;x-amz-trailer"),
                request.header("authorization"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x-amz-checksum-crc32c: AAAAAA==\r\n", "x-amz-checksum-crc32c: what\r\n"})
    void whoDoesNotSayWhatItTookIsSentNoneAndNotAskedAgain(String said) throws Exception {
        server.answer(http(200, ETAG + said, ""));
        assertEquals(Optional.empty(), passOn());
        assertEquals(Optional.empty(), passOn());
        assertEquals(1, server.requests().size());
    }

    /** To some the signature of such a request is wrong. */
    @ParameterizedTest
    @CsvSource({"501, NotImplemented", "400, InvalidArgument", "403, SignatureDoesNotMatch"})
    void whoRefusesIsSentNoneAndNotAskedAgain(int status, String code) throws Exception {
        server.answer(error(status, code, ""));
        assertEquals(Optional.empty(), passOn());
        assertEquals(Optional.empty(), passOn());
        assertEquals(1, server.requests().size());
    }

    /** Whether it takes them, it has not said. */
    @ParameterizedTest
    @CsvSource({
        "503, SlowDown, THROTTLED",
        "500, InternalError, UNAVAILABLE",
        "503, ServiceUnavailable, UNAVAILABLE",
        "404, NoSuchUpload, MISSING",
        "400, ExpiredToken, EXPIRED"
    })
    void whoSaysNeitherIsStillNotKnownHoweverOften(int status, String code, String failure) throws Exception {
        for (int i = 0; i < 5; i++) {
            server.answer(error(status, code, ""));
            StorageException unanswered = assertThrows(StorageException.class, this::tried);
            assertEquals(failure, unanswered.failureClass().name());
            assertEquals(PassesOn.NOT_KNOWN, known());
        }
        server.answer(took(TRIAL));
        assertEquals(PassesOn.YES, tried());
        assertEquals(PassesOn.YES, known());
    }

    @Test
    void whoBreaksTheConnectionIsStillNotKnown() {
        // A kept connection that breaks is no answer either, so that it is asked once more on a fresh one.
        for (int i = 0; i < 2; i++) {
            server.then((request, in, socket) -> socket.close());
        }
        assertThrows(StorageException.Unavailable.class, this::tried);
        assertEquals(PassesOn.NOT_KNOWN, known());
    }

    @Test
    void toAskWhatIsKnownIsNoRequest() {
        assertEquals(PassesOn.NOT_KNOWN, known());
        assertEquals(0, server.requests().size());
    }

    /** Another thread may have found it out since this one asked: without a checksum nothing may go. */
    @Test
    void onceItIsKnownNoPartIsSentWithoutAChecksum() throws Exception {
        server.answer(took(TRIAL)).answer(http(200, ETAG, "")).answer(http(200, ETAG, ""));
        assertEquals(PassesOn.YES, tried());
        assertThrows(StorageException.Corrupt.class, this::send);
        assertThrows(StorageException.Rejected.class, this::send);
        assertEquals(PassesOn.NO, known());
        assertEquals(2, server.requests().size());
    }

    /** A trial that was under way for long says less than a part that was refused meanwhile. */
    @Test
    void aTrialDoesNotMakeARefusalForgotten() throws Exception {
        server.answer(took(TRIAL)).answer(http(200, ETAG, "")).answer(took(TRIAL));
        tried();
        assertThrows(StorageException.Corrupt.class, this::send);
        assertEquals(PassesOn.NO, tried());
        assertEquals(PassesOn.NO, known());
    }

    @Test
    void whoIsNotThereForAPartIsSentItAgain() throws Exception {
        server.answer(took(TRIAL)).answer(error(503, "ServiceUnavailable", ""));
        assertEquals(PassesOn.YES, tried());
        assertThrows(StorageException.class, this::send);
        assertEquals(PassesOn.YES, known());
    }
}
