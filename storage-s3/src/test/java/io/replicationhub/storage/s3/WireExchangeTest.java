package io.replicationhub.storage.s3;

import static io.replicationhub.storage.s3.ScriptedServer.error;
import static io.replicationhub.storage.s3.ScriptedServer.http;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.object.ByteRange;
import io.replicationhub.object.ETag;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectReading;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.Payload;
import io.replicationhub.object.ReadRequest;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.UploadId;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.testkit.contract.OncePayload;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the wire makes of answers, good and bad, byte by byte. */
@Timeout(30)
final class WireExchangeTest {
    private static final ObjectKey KEY = new ObjectKey("key");
    private static final String ETAG = "ETag: \"d41d8cd98f00b204e9800998ecf8427e\"\r\n";
    private static final ETag TAG = new ETag("d41d8cd98f00b204e9800998ecf8427e");
    private static final String DATED = ETAG + "Last-Modified: Wed, 12 Oct 2009 17:50:00 GMT\r\n";
    private ScriptedServer server;
    private ObjectStore store;

    @BeforeEach
    void start() throws IOException {
        server = ScriptedServer.start();
        store = open();
    }

    @AfterEach
    void stop() throws IOException {
        store.close();
        server.close();
    }

    private ObjectStore open() {
        return S3Stores.open(
                S3Settings.bucket("bucket").at(server.endpoint()).inRegion("us-east-1"),
                CredentialsSource.of(Credentials.of("access", "secret")),
                Map.of());
    }

    private ETag put(byte[] body) throws StorageException {
        return store.put(KEY, ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.of(body));
    }

    private String read(ReadRequest request) throws StorageException, IOException {
        try (ObjectReading reading = store.open(request)) {
            return new String(reading.body().readAllBytes());
        }
    }

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
    void aBodyThatEndsEarlyIsNoShorterObject() throws Exception {
        server.answerAndHangUp("HTTP/1.1 200 OK\r\n" + DATED + "Content-Length: 10\r\n\r\nshort");
        try (ObjectReading reading = store.open(ReadRequest.whole(KEY, TAG))) {
            assertEquals(10, reading.length());
            assertThrows(IOException.class, () -> reading.body().readAllBytes());
        }
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
    void informationBeforeTheAnswerIsSkipped() throws Exception {
        server.answer("HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n"
                + http(200, DATED, "body"));
        assertEquals("body", read(ReadRequest.whole(KEY, TAG)));
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

    @Test
    void aChunkedListingIsReadToItsEnd() throws Exception {
        server.answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + chunk("<ListBucketResult><IsTruncated>fal")
                        + chunk("se</IsTruncated><Contents><Key>a</Key><Size>1</Size></Contents>")
                        + chunk("</ListBucketResult>") + "0\r\n\r\n")
                .answer(http(200, DATED, "body"));
        assertEquals(1, store.list(ListRequest.first("")).objects().size());
        assertEquals("body", read(ReadRequest.whole(KEY, TAG)));
        assertEquals(1, server.connections());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<ListBucketResult>",
                "<ListBucketResult><Contents><Key>a</Ke",
                "<ListBucketResult><Contents><Key>a"
            })
    void aListingThatIsCutOffMayComeWholeTheNextTime(String body) {
        server.answer(http(200, "", body));
        StorageException failure =
                assertThrows(StorageException.Corrupt.class, () -> store.list(ListRequest.first("")));
        assertTrue(failure.isTransient(), failure.getMessage());
    }

    @Test
    void aChunkedListingThatBreaksOffIsNoListing() {
        server.answerAndHangUp("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk("<ListBucketResult>"));
        assertThrows(StorageException.Unavailable.class, () -> store.list(ListRequest.first("")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html/>",
                "<ListBucketResult><Contents><Size>1</Size></Contents></ListBucketResult>",
                "<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>",
                "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>more",
                "OK"
            })
    void whatIsNoListingIsNeverAnEmptyOne(String body) {
        server.answer(http(200, "", body));
        StorageException failure = assertThrows(StorageException.class, () -> store.list(ListRequest.first("")));
        assertEquals(FailureScope.ENDPOINT, failure.scope(), failure.getMessage());
    }

    /** Else the rest of the bucket would be taken for missing. */
    @Test
    void aPageThatSaysHowToGoOnIsNotTheLastWhateverItLeavesOut() throws Exception {
        String token = "<NextContinuationToken>t</NextContinuationToken>";
        server.answer(http(200, "", "<ListBucketResult>" + token + "</ListBucketResult>"))
                .answer(http(
                        200, "", "<ListBucketResult><IsTruncated>false</IsTruncated>" + token + "</ListBucketResult>"))
                .answer(http(200, "", "<ListBucketResult><IsTruncated/></ListBucketResult>"));
        assertEquals(Optional.of("t"), store.list(ListRequest.first("")).cursor());
        assertEquals(Optional.empty(), store.list(ListRequest.first("")).cursor());
        assertEquals(Optional.empty(), store.list(ListRequest.first("")).cursor());
    }

    @Test
    void partsOfWhichMoreFollowAreAskedForAndThoseThatFollowNoneAreNot() throws Exception {
        String one = "<Part><PartNumber>1</PartNumber><Size>5</Size></Part>";
        server.answer(http(
                        200,
                        "",
                        "<ListPartsResult>" + one + "<NextPartNumberMarker>1</NextPartNumberMarker></ListPartsResult>"))
                .answer(http(
                        200,
                        "",
                        "<ListPartsResult>" + one.replace("r>1", "r>2")
                                + "<NextPartNumberMarker>0</NextPartNumberMarker></ListPartsResult>"));
        assertEquals(2, store.uploads().parts(new UploadId(KEY, "u")).size());
        assertEquals(2, server.requests().size());
    }

    /** Taken for one of old it would be aborted. */
    @ParameterizedTest
    @ValueSource(strings = {"", "<Initiated/>", "<Initiated>yesterday</Initiated>"})
    void anUploadThatDoesNotSayWhenItBeganIsNoUpload(String initiated) {
        server.answer(uploads(initiated));
        StorageException failure = assertThrows(
                StorageException.Rejected.class, () -> store.uploads().open(""));
        assertEquals(FailureScope.ENDPOINT, failure.scope(), failure.getMessage());
    }

    @Test
    void theBeginningOfAnUploadMayStandBetweenBlanks() throws Exception {
        server.answer(uploads("<Initiated>\n 2020-01-01T00:00:00.000Z </Initiated>"));
        assertEquals(
                Instant.parse("2020-01-01T00:00:00Z"),
                store.uploads().open("").getFirst().initiated());
    }

    private static String uploads(String initiated) {
        return http(
                200,
                "",
                "<ListMultipartUploadsResult><Upload><Key>k</Key><UploadId>u</UploadId>" + initiated
                        + "</Upload></ListMultipartUploadsResult>");
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

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
