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
import io.replicationhub.object.CopySource;
import io.replicationhub.object.ETag;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ListPage;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.UploadId;
import io.replicationhub.object.UploadedPart;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.profile.Addressing;
import io.replicationhub.profile.BodyChecksum;
import io.replicationhub.testkit.BytesPayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the wire spells requests, reads documents, and learns from refusals. */
@Timeout(30)
final class WireDialectTest {
    private static final ObjectKey KEY = new ObjectKey("key");
    private static final String ETAG = "ETag: \"d41d8cd98f00b204e9800998ecf8427e\"\r\n";
    private static final String EMPTY_LISTING = "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>";
    private static final UploadId UPLOAD = new UploadId(KEY, "id/+=");
    private ScriptedServer server;

    @BeforeEach
    void start() throws IOException {
        server = ScriptedServer.start();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private S3Settings settings() {
        return S3Settings.bucket("bucket").at(server.endpoint());
    }

    private ObjectStore open(S3Settings settings) {
        return open(settings, CredentialsSource.of(Credentials.of("access", "secret")));
    }

    private static ObjectStore open(S3Settings settings, CredentialsSource credentials) {
        return S3Stores.open(settings, credentials, Map.of());
    }

    private ScriptedServer.Request request(int number) {
        return server.requests().get(number);
    }

    @Test
    void keysAreSentAsTheyAreAndNeverNormalised() throws Exception {
        List<String> keys = List.of("a//b", "./a", "../../a", "/a", "a/", "//", "a b+c%2F", "ä😀", "~-._", "a?b#c&d=e");
        List<String> paths = List.of(
                "a//b",
                "./a",
                "../../a",
                "/a",
                "a/",
                "//",
                "a%20b%2Bc%252F",
                "%C3%A4%F0%9F%98%80",
                "~-._",
                "a%3Fb%23c%26d%3De");
        ObjectStore store = open(settings());
        for (String key : keys) {
            server.answer("HTTP/1.1 204 No Content\r\n\r\n");
            store.delete(new ObjectKey(key));
        }
        for (int i = 0; i < keys.size(); i++) {
            assertEquals(
                    "DELETE /bucket/" + paths.get(i) + " HTTP/1.1", request(i).line());
        }
    }

    @Test
    void aBucketCanStandInTheHostName() throws Exception {
        S3Dialect virtual = S3Dialect.COMPATIBLE.with(Addressing.VIRTUAL_HOST);
        assertEquals(
                "https://bucket.s3.eu-west-1.amazonaws.com",
                open(S3Settings.bucket("bucket").inRegion("eu-west-1"))
                        .description()
                        .substring("s3://bucket at ".length()));
        assertEquals(
                "s3://b at https://b.s3.cn-north-1.amazonaws.com.cn",
                open(S3Settings.bucket("b").inRegion("cn-north-1")).description());
        assertTrue(open(settings().speaking(virtual)).description().contains("bucket.127.0.0.1"));
        assertEquals(
                "s3://with.dots at https://s3.eu-west-1.amazonaws.com",
                open(S3Settings.bucket("with.dots").inRegion("eu-west-1")).description());
    }

    @Test
    void listedKeysAreDecodedOnceWhereThePageSaysTheyAreEncoded() throws Exception {
        server.answer(http(
                200,
                "",
                "<?xml version=\"1.0\"?><ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                        + entry("a+b") + entry("a%2Bb") + entry("%252F") + entry("%01%0A") + entry("%F0%9F%98%80")
                        + "<EncodingType>url</EncodingType><IsTruncated>false</IsTruncated></ListBucketResult>"));
        ListPage page = open(settings()).list(ListRequest.first("p q"));
        assertEquals(
                List.of("a b", "a+b", "%2F", "\u0001\n", "😀"),
                page.objects().stream().map(listed -> listed.key().value()).toList());
        assertEquals(Optional.empty(), page.cursor());
        assertEquals(
                "GET /bucket?encoding-type=url&list-type=2&max-keys=1000&prefix=p%20q HTTP/1.1",
                request(0).line());
    }

    @Test
    void listedKeysThatAreNotEncodedAreLeftAlone() throws Exception {
        server.answer(http(
                200,
                "",
                "<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>t/+</NextContinuationToken>"
                        + entry("a+b%20&amp;") + "</ListBucketResult>"));
        server.answer(http(200, "", EMPTY_LISTING));
        ObjectStore store = open(settings());
        ListRequest first = ListRequest.after("", "s");
        ListPage page = store.list(first);
        assertEquals("a+b%20&", page.objects().get(0).key().value());
        assertEquals(Optional.of("t/+"), page.cursor());
        store.list(first.next("t/+"));
        assertTrue(
                request(0).line().endsWith("&prefix=&start-after=s HTTP/1.1"),
                request(0).line());
        assertTrue(
                request(1).line().contains("continuation-token=t%2F%2B&"),
                request(1).line());
        assertFalse(request(1).line().contains("start-after"), request(1).line());
    }

    private static String entry(String key) {
        return "<Contents><Key>" + key + "</Key><LastModified>2009-10-12T17:50:30.000Z</LastModified>"
                + "<ETag>&quot;fba9dede5f27731c9771645a39863328&quot;</ETag><Size>434234</Size>"
                + "<StorageClass>STANDARD</StorageClass><Owner><ID>x</ID></Owner></Contents>";
    }

    @Test
    void metadataBeyondAsciiIsEncodedForAmazonAndRawElsewhere() throws Exception {
        ObjectMetadata metadata = ObjectMetadata.NONE.withUser("name", "Grüße 😀");
        server.answer(http(200, ETAG, "")).answer(http(200, ETAG, ""));
        open(settings().speaking(S3Dialect.AMAZON.with(Addressing.PATH)))
                .put(KEY, metadata, WriteOptions.DEFAULT, BytesPayload.of("b"));
        open(settings()).put(KEY, metadata, WriteOptions.DEFAULT, BytesPayload.of("b"));
        assertEquals("=?UTF-8?B?R3LDvMOfZSDwn5iA?=", request(0).header("x-amz-meta-name"));
        assertEquals(
                new String("Grüße 😀".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1),
                request(1).header("x-amz-meta-name"));
    }

    @Test
    void metadataIsReadAsItWasMeant() throws Exception {
        String headers = ETAG
                + "x-amz-meta-Raw: Grüße 😀\r\nx-amz-meta-word: =?UTF-8?Q?Gr=C3=BC=C3=9Fe_?= =?utf-8?B?8J+YgA==?=\r\n";
        server.answer(http(200, headers, "")).answer(http(200, headers, ""));
        ObjectMetadata amazon = open(settings().speaking(S3Dialect.AMAZON.with(Addressing.PATH)))
                .head(KEY)
                .metadata();
        assertEquals(Map.of("raw", "Grüße 😀", "word", "Grüße 😀"), amazon.user());
        ObjectMetadata others = open(settings()).head(KEY).metadata();
        assertEquals(
                "=?UTF-8?Q?Gr=C3=BC=C3=9Fe_?= =?utf-8?B?8J+YgA==?=",
                others.user().get("word"));
    }

    /** As Amazon S3 gives a pair that was written twice. */
    @Test
    void aPairThatComesTwiceIsJoinedAndNotCut() throws Exception {
        server.answer(http(200, ETAG + "x-amz-meta-a: one\r\nX-Amz-Meta-A: two\r\n", ""));
        assertEquals(
                Map.of("a", "one,two"), open(settings()).head(KEY).metadata().user());
    }

    @Test
    void aMetadataValueCannotSmuggleAHeaderIn() {
        ObjectMetadata evil = ObjectMetadata.NONE.withUser("a", "b\r\nx-amz-acl: public-read");
        ObjectMetadata evilName = ObjectMetadata.NONE.withUser("a: b\r\nx-amz-acl", "public-read");
        for (ObjectMetadata metadata : List.of(evil, evilName)) {
            StorageException failure = assertThrows(
                    StorageException.Rejected.class,
                    () -> open(settings()).put(KEY, metadata, WriteOptions.DEFAULT, BytesPayload.of("b")));
            assertEquals(FailureScope.OBJECT, failure.scope());
        }
        assertEquals(0, server.requests().size());
    }

    @Test
    void aSetRegionThatIsWrongIsSaidAndTheRightOneNamed() {
        server.answer(error(301, "PermanentRedirect", "")
                .replace("Content-Type", "x-amz-bucket-region: eu-west-3\r\nContent-Type"));
        StorageException failure = assertThrows(
                StorageException.Rejected.class,
                () -> open(settings().inRegion("us-east-1")).list(ListRequest.first("")));
        assertEquals(FailureScope.BUCKET, failure.scope());
        assertTrue(failure.getMessage().contains("eu-west-3"), failure.getMessage());
        assertEquals(1, server.requests().size());
    }

    @Test
    void aRegionThatIsNotSetIsLearntAndRemembered() throws Exception {
        server.answer(error(400, "AuthorizationHeaderMalformed", "<Region>eu-west-3</Region>"))
                .answer(http(200, "", EMPTY_LISTING))
                .answer(http(200, "", EMPTY_LISTING));
        ObjectStore store = open(settings());
        store.list(ListRequest.first(""));
        store.list(ListRequest.first(""));
        assertTrue(request(0).header("authorization").contains("/us-east-1/s3/"));
        assertTrue(request(1).header("authorization").contains("/eu-west-3/s3/"));
        assertTrue(request(2).header("authorization").contains("/eu-west-3/s3/"));
        assertEquals(3, server.requests().size());
    }

    @Test
    void aClockThatIsWrongIsSetByTheServersOnce() throws Exception {
        String skewed = error(403, "RequestTimeTooSkewed", "")
                .replace("Content-Type", "Date: Wed, 12 Oct 2033 17:50:00 GMT\r\nContent-Type");
        server.answer(skewed)
                .answer(http(200, "", EMPTY_LISTING))
                .answer(skewed)
                .answer(skewed);
        ObjectStore store = open(settings());
        store.list(ListRequest.first(""));
        assertTrue(
                request(1).header("x-amz-date").startsWith("20331012T175"),
                request(1).header("x-amz-date"));
        StorageException failure = assertThrows(StorageException.Denied.class, () -> store.list(ListRequest.first("")));
        assertEquals(FailureScope.CREDENTIALS, failure.scope());
        assertEquals(4, server.requests().size());
    }

    @Test
    void credentialsThatRanOutAreRenewedOnce() throws Exception {
        AtomicReference<Credentials> now = new AtomicReference<>(new Credentials("old", "s", Optional.of("token-1")));
        CredentialsSource source = new CredentialsSource() {
            @Override
            public Credentials current() {
                return now.get();
            }

            @Override
            public void expired(Credentials refused) {
                now.set(new Credentials("new", "s", Optional.of("token-2")));
            }
        };
        server.answer(error(400, "ExpiredToken", ""))
                .answer(http(200, "", EMPTY_LISTING))
                .answer(error(400, "ExpiredToken", ""));
        ObjectStore store = open(settings(), source);
        store.list(ListRequest.first(""));
        assertEquals("token-1", request(0).header("x-amz-security-token"));
        assertEquals("token-2", request(1).header("x-amz-security-token"));
        assertTrue(request(1).header("authorization").contains("x-amz-security-token"));
        assertThrows(StorageException.Expired.class, () -> store.list(ListRequest.first("")));
        assertEquals(3, server.requests().size());
    }

    /** To servers that take the bytes of headers for Latin-1: the next object may be plain. */
    @ParameterizedTest
    @CsvSource({"x; name=ü, plain, content-type, ''", "x, ü, x-amz-meta-note, USER_METADATA", "ü, ü, content-type, ''"})
    void aSignatureThatTextBeyondAsciiMayHaveSpoiltIsTheMatterOfItsObject(
            String type, String note, String named, String trait) {
        server.answer(error(403, "SignatureDoesNotMatch", ""));
        ObjectMetadata metadata =
                ObjectMetadata.NONE.withContentType(Optional.of(type)).withUser("note", note);
        StorageException.Rejected refused = assertThrows(
                StorageException.Rejected.class,
                () -> open(settings()).put(KEY, metadata, WriteOptions.DEFAULT, BytesPayload.of("b")));
        assertEquals(FailureScope.OBJECT, refused.scope());
        assertEquals(trait, refused.trait().map(Enum::name).orElse(""));
        assertTrue(refused.getMessage().contains("beyond ASCII in " + named), refused.getMessage());
    }

    @Test
    void aSignatureOfPlainTextThatDoesNotMatchIsAFailureOfTheCredentials() {
        server.answer(error(403, "SignatureDoesNotMatch", ""));
        ObjectMetadata metadata =
                ObjectMetadata.NONE.withContentType(Optional.of("x")).withUser("note", "plain");
        StorageException refused = assertThrows(
                StorageException.Denied.class,
                () -> open(settings()).put(KEY, metadata, WriteOptions.DEFAULT, BytesPayload.of("b")));
        assertEquals(FailureScope.CREDENTIALS, refused.scope());
    }

    @Test
    void anonymousRequestsAreNotSigned() throws Exception {
        server.answer(http(200, "", EMPTY_LISTING));
        open(settings(), CredentialsSource.of(Credentials.ANONYMOUS)).list(ListRequest.first(""));
        assertEquals("", request(0).header("authorization"));
    }

    @Test
    void theReasonOfARefusedHeadIsAskedForByAGet() {
        server.answer("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n").answer(error(400, "ExpiredToken", ""));
        assertThrows(StorageException.Expired.class, () -> open(settings()).head(KEY));
    }

    @Test
    void aHeadOfNothingIsMissingWithoutMoreAdo() {
        server.answer("HTTP/1.1 404 Not Found\r\nContent-Length: 200\r\n\r\n");
        StorageException failure = assertThrows(
                StorageException.Missing.class, () -> open(settings()).head(KEY));
        assertEquals(FailureScope.OBJECT, failure.scope());
        assertEquals(1, server.requests().size());
    }

    @Test
    void anErrorInsideAGoodAnswerIsAnError() {
        String late = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n \r\n" + Integer.toHexString(88)
                + "\r\n" + "<Error><Code>InternalError</Code><Message>Late.</Message><RequestId>R9</RequestId></Error>"
                + "\r\n0\r\n\r\n";
        late = late.replace(
                Integer.toHexString(88) + "\r\n",
                Integer.toHexString(
                                "<Error><Code>InternalError</Code><Message>Late.</Message><RequestId>R9</RequestId></Error>"
                                        .length())
                        + "\r\n");
        server.answer(late).answer(late).answer(late);
        ObjectStore store = open(settings());
        UploadedPart part = new UploadedPart(1, 5, ETag.NONE, OptionalInt.empty());
        CopySource source = new CopySource("other", KEY, new ETag("e"));
        assertThrows(StorageException.Unavailable.class, () -> store.uploads().complete(UPLOAD, List.of(part)));
        assertThrows(StorageException.Unavailable.class, () -> store.copy(source, KEY, null, WriteOptions.DEFAULT));
        assertThrows(
                StorageException.Unavailable.class,
                () -> store.uploads().copyPart(UPLOAD, 1, source, new ByteRange(0, 5)));
    }

    @Test
    void aCopyIsPinnedAndNamesItsSourceEncoded() throws Exception {
        server.answer(http(200, "", "<CopyObjectResult><ETag>abc</ETag></CopyObjectResult>"));
        CopySource source = new CopySource("from", new ObjectKey("a b//ü"), new ETag("e"));
        assertEquals(new ETag("abc"), open(settings()).copy(source, KEY, null, WriteOptions.DEFAULT));
        assertEquals("/from/a%20b//%C3%BC", request(0).header("x-amz-copy-source"));
        assertEquals("\"e\"", request(0).header("x-amz-copy-source-if-match"));
        assertEquals("", request(0).header("x-amz-metadata-directive"));
    }

    @Test
    void uploadsCarryTheChecksumOfTheWhole() throws Exception {
        server.answer(
                        http(
                                200,
                                "",
                                "<InitiateMultipartUploadResult><Key>&#x1;</Key><UploadId>u</UploadId></InitiateMultipartUploadResult>"))
                .answer(http(200, ETAG, ""))
                .answer(http(
                        200,
                        "",
                        "<CompleteMultipartUploadResult><ETag>&quot;x-1&quot;</ETag></CompleteMultipartUploadResult>"));
        ObjectStore store = open(settings());
        UploadId upload = store.uploads().create(KEY, ObjectMetadata.NONE, WriteOptions.DEFAULT);
        UploadedPart part = store.uploads().uploadPart(upload, 1, BytesPayload.of("123456789"));
        assertEquals(new ETag("x-1"), store.uploads().complete(upload, List.of(part)));
        assertEquals("FULL_OBJECT", request(0).header("x-amz-checksum-type"));
        assertEquals(
                "PUT /bucket/key?partNumber=1&uploadId=u HTTP/1.1", request(1).line());
        // The check value of CRC-32C, e3069283, in Base64.
        assertEquals("4waSgw==", request(1).header("x-amz-checksum-crc32c"));
        assertEquals("4waSgw==", request(2).header("x-amz-checksum-crc32c"));
    }

    @Test
    void aStoreThatKnowsNoChecksumOfTheWholeIsServedWithoutIt() throws Exception {
        server.answer(error(400, "InvalidRequest", ""))
                .answer(http(
                        200,
                        "",
                        "<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>"))
                .answer(http(200, "", "<CompleteMultipartUploadResult/>"));
        ObjectStore store = open(settings());
        UploadId upload = store.uploads().create(KEY, ObjectMetadata.NONE, WriteOptions.DEFAULT);
        UploadedPart part = new UploadedPart(1, 5, new ETag("e"), OptionalInt.of(7));
        assertEquals(ETag.NONE, store.uploads().complete(upload, List.of(part)));
        assertEquals("", request(1).header("x-amz-checksum-type"));
        assertEquals("", request(2).header("x-amz-checksum-crc32c"));
    }

    @Test
    void noChecksumsAreSentWhereTheDialectHasNone() throws Exception {
        server.answer(http(200, ETAG, ""));
        open(settings().speaking(S3Dialect.COMPATIBLE.with(BodyChecksum.NONE)))
                .put(KEY, ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.of("b"));
        assertFalse(request(0).head().contains("checksum"));
    }

    @Test
    void partsAndUploadsAreListedByAllTheirPages() throws Exception {
        server.answer(
                        http(
                                200,
                                "",
                                "<ListPartsResult><IsTruncated>true</IsTruncated><NextPartNumberMarker>1</NextPartNumberMarker><Part><PartNumber>1</PartNumber><ETag>\"a\"</ETag><Size>5</Size><ChecksumCRC32C>4waSgw==</ChecksumCRC32C></Part></ListPartsResult>"))
                .answer(
                        http(
                                200,
                                "",
                                "<ListPartsResult><IsTruncated>false</IsTruncated><Part><PartNumber>2</PartNumber><LastModified>2020-01-01T00:00:00.000Z</LastModified><ETag>\"b\"</ETag><Size>6</Size></Part></ListPartsResult>"))
                .answer(
                        http(
                                200,
                                "",
                                "<ListMultipartUploadsResult><EncodingType>url</EncodingType><IsTruncated>true</IsTruncated><NextKeyMarker>k+1</NextKeyMarker><NextUploadIdMarker>u1</NextUploadIdMarker><Upload><Key>k+1</Key><UploadId>u1</UploadId><Initiated>2020-01-01T00:00:00.000Z</Initiated></Upload></ListMultipartUploadsResult>"))
                .answer(
                        http(
                                200,
                                "",
                                "<ListMultipartUploadsResult><IsTruncated>false</IsTruncated><Upload><Key>k2</Key><UploadId>u2</UploadId><Initiator><ID>arn:aws:sts::1:assumed-role/r/s</ID><DisplayName>s</DisplayName></Initiator><Owner><ID>o</ID></Owner><Initiated>2020-01-01T00:00:00.000Z</Initiated></Upload></ListMultipartUploadsResult>"));
        ObjectStore store = open(settings());
        assertEquals(
                List.of(
                        new UploadedPart(1, 5, new ETag("a"), OptionalInt.of(0xe3069283)),
                        new UploadedPart(
                                2,
                                6,
                                new ETag("b"),
                                OptionalInt.empty(),
                                Optional.of(Instant.parse("2020-01-01T00:00:00Z")))),
                store.uploads().parts(UPLOAD));
        assertEquals("GET /bucket/key?uploadId=id%2F%2B%3D HTTP/1.1", request(0).line());
        assertEquals(
                "GET /bucket/key?part-number-marker=1&uploadId=id%2F%2B%3D HTTP/1.1",
                request(1).line());
        assertEquals(
                List.of("k 1 by nobody", "k2 by arn:aws:sts::1:assumed-role/r/s"),
                store.uploads().open("k").stream()
                        .map(open -> open.upload().key().value() + " by "
                                + open.initiator().orElse("nobody"))
                        .toList());
        assertEquals(
                "GET /bucket?encoding-type=url&key-marker=k%201&prefix=k&upload-id-marker=u1&uploads= HTTP/1.1",
                request(3).line());
    }
}
