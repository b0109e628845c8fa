package io.replicationhub.storage.s3;

import static io.replicationhub.storage.s3.ScriptedServer.http;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.object.CopySource;
import io.replicationhub.object.ETag;
import io.replicationhub.object.ListPage;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.UploadId;
import io.replicationhub.object.UploadedPart;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.profile.Addressing;
import io.replicationhub.profile.BodyChecksum;
import io.replicationhub.testkit.BytesPayload;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How the wire spells requests and reads documents. */
@Timeout(30)
final class WireDialectTest extends AtScriptedServer {
    private static final String ETAG = "ETag: \"d41d8cd98f00b204e9800998ecf8427e\"\r\n";
    private static final String EMPTY_LISTING = "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>";
    private static final UploadId UPLOAD = new UploadId(KEY, "id/+=");

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
    void anonymousRequestsAreNotSigned() throws Exception {
        server.answer(http(200, "", EMPTY_LISTING));
        open(settings(), CredentialsSource.of(Credentials.ANONYMOUS)).list(ListRequest.first(""));
        assertEquals("", request(0).header("authorization"));
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
