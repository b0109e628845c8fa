package io.replicationhub.storage.s3;

import static io.replicationhub.storage.s3.ScriptedServer.error;
import static io.replicationhub.storage.s3.ScriptedServer.http;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.UploadId;
import io.replicationhub.object.UploadedPart;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.testkit.contract.OncePayload;
import io.replicationhub.wire.text.Checksums;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

    /** As the engine does it: who does not take such parts is not sent any. */
    private Optional<UploadedPart> passOn() throws StorageException {
        return takes() ? Optional.of(send()) : Optional.empty();
    }

    private boolean takes() {
        return store.uploads().passesOn(UPLOAD, 3, LENGTH);
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

    @Test
    void whoIsBusyIsAskedAgainAndNotForEver() {
        server.answer(error(503, "SlowDown", "")).answer(took(TRIAL));
        assertFalse(takes());
        assertTrue(takes());
    }

    @Test
    void whoFailsAtEachTrialIsNotAskedForEver() {
        for (int i = 0; i < TrailedParts.TRIALS; i++) {
            server.answer(error(500, "InternalError", ""));
            assertFalse(takes());
        }
        assertFalse(takes());
        assertEquals(TrailedParts.TRIALS, server.requests().size());
    }

    /** A leftover of the trial would be taken for the part when the upload is resumed, if it were as long. */
    @Test
    void aShortPartIsNoOccasionForATrial() {
        assertFalse(store.uploads().passesOn(UPLOAD, 3, TrailedParts.LEAST_TO_TRY - 1));
        assertEquals(0, server.requests().size());
    }

    @Test
    void sideBySideOneTriesAndTheOthersWait() throws Exception {
        server.answer(took(TRIAL));
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Boolean>> askers = Collections.nCopies(8, this::takes);
            for (Future<Boolean> asked : threads.invokeAll(askers)) {
                assertTrue(asked.get());
            }
        }
        assertEquals(1, server.requests().size());
    }

    /** Another thread may have found it out since this one asked: without a checksum nothing may go. */
    @Test
    void onceItIsKnownNoPartIsSentWithoutAChecksum() {
        server.answer(took(TRIAL)).answer(http(200, ETAG, "")).answer(http(200, ETAG, ""));
        assertTrue(takes());
        assertThrows(StorageException.Corrupt.class, this::send);
        assertThrows(StorageException.Rejected.class, this::send);
        assertFalse(takes());
        assertEquals(2, server.requests().size());
    }

    @Test
    void whoIsNotThereForAPartIsSentItAgain() {
        server.answer(took(TRIAL)).answer(error(503, "ServiceUnavailable", ""));
        assertTrue(takes());
        assertThrows(StorageException.class, this::send);
        assertTrue(takes());
    }
}
