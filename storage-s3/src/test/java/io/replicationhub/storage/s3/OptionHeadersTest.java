package io.replicationhub.storage.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.ByteRange;
import io.replicationhub.object.CannedAcl;
import io.replicationhub.object.CopySource;
import io.replicationhub.object.ETag;
import io.replicationhub.object.Encryption;
import io.replicationhub.object.Encryption.BucketKey;
import io.replicationhub.object.Encryption.Method;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.ObjectTags;
import io.replicationhub.object.ObjectTrait;
import io.replicationhub.object.ReadRequest;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.UploadId;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.profile.Profiles;
import io.replicationhub.testkit.BytesPayload;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The very headers that ask a store to keep an object in some way, by both faces. Names and values: Amazon S3 API
 * Reference, PutObject, CreateMultipartUpload, CopyObject and ListObjectsV2, "Request Syntax".
 */
@Timeout(30)
class OptionHeadersTest extends AtScriptedServer {
    private static final ETag ETAG = new ETag("0cc175b9c0f1b6a831c399e269772661");
    private static final String STORED = "ETag: \"0cc175b9c0f1b6a831c399e269772661\"\r\n";
    private static final String COPIED = "<CopyObjectResult><ETag>&quot;0cc175b9c0f1b6a831c399e269772661&quot;</ETag>"
            + "<LastModified>2026-01-01T00:00:00.000Z</LastModified></CopyObjectResult>";
    private static final WriteOptions ALL = new WriteOptions(
            Optional.of("STANDARD_IA"),
            Optional.of(ObjectTags.of(Map.of("a b", "1&2", "\u00fc", ""))),
            new Encryption(Method.KMS, Optional.of("arn:aws:kms:eu-west-1:1:key/k"), BucketKey.USED),
            Optional.of(CannedAcl.BUCKET_OWNER_FULL_CONTROL));
    private static final Map<String, String> ALL_HEADERS = Map.of(
            "x-amz-storage-class", "STANDARD_IA",
            "x-amz-tagging", "a%20b=1%262&%C3%BC=",
            "x-amz-server-side-encryption", "aws:kms",
            "x-amz-server-side-encryption-aws-kms-key-id", "arn:aws:kms:eu-west-1:1:key/k",
            "x-amz-server-side-encryption-bucket-key-enabled", "true",
            "x-amz-acl", "bucket-owner-full-control");

    @ParameterizedTest
    @EnumSource
    void aNewObjectIsAskedForWithAllOfThem(S3Settings.Face face) throws Exception {
        taking(ScriptedServer.http(200, STORED, ""));
        open(face).put(KEY, ObjectMetadata.NONE, ALL, BytesPayload.of("a"));
        assertEquals(ALL_HEADERS, keeping(last()));
    }

    @ParameterizedTest
    @EnumSource
    void anUploadIsBegunWithAllOfThemAndItsPartsAreSentWithNone(S3Settings.Face face) throws Exception {
        String begun = "<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>";
        server.answer(ScriptedServer.http(200, "", begun));
        ObjectStore store = open(face);
        UploadId upload = store.uploads().create(KEY, ObjectMetadata.NONE, ALL);
        assertEquals(ALL_HEADERS, keeping(last()));
        taking(ScriptedServer.http(200, STORED, ""));
        store.uploads().uploadPart(upload, 1, BytesPayload.of("a"));
        assertEquals(Map.of(), keeping(last()));
    }

    @ParameterizedTest
    @EnumSource
    void aCopyReplacesTagsWhereItIsGivenSome(S3Settings.Face face) throws Exception {
        server.answer(ScriptedServer.http(200, "", COPIED));
        open(face).copy(new CopySource("from", KEY, ETAG), KEY, null, ALL);
        Map<String, String> expected = new TreeMap<>(ALL_HEADERS);
        expected.put("x-amz-tagging-directive", "REPLACE");
        assertEquals(expected, keeping(last()));
    }

    @ParameterizedTest
    @EnumSource
    void aCopyWithoutTagsReplacesThemByNone(S3Settings.Face face) throws Exception {
        server.answer(ScriptedServer.http(200, "", COPIED));
        open(face).copy(new CopySource("from", KEY, ETAG), KEY, null, WriteOptions.DEFAULT.with(ObjectTags.NONE));
        assertEquals(Map.of("x-amz-tagging-directive", "REPLACE"), keeping(last()));
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsAskedForThatNobodyWants(S3Settings.Face face) throws Exception {
        taking(ScriptedServer.http(200, STORED, ""));
        ObjectStore store = open(face);
        store.put(KEY, ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.of("a"));
        assertEquals(Map.of(), keeping(last()));
        server.answer(ScriptedServer.http(200, "", COPIED));
        store.copy(new CopySource("from", KEY, ETAG), KEY, null, WriteOptions.DEFAULT);
        assertEquals(Map.of(), keeping(last()));
    }

    @ParameterizedTest
    @EnumSource
    void otherEncryptionsHaveOtherWords(S3Settings.Face face) throws Exception {
        ObjectStore store = open(face);
        taking(ScriptedServer.http(200, STORED, ""));
        store.put(KEY, ObjectMetadata.NONE, WriteOptions.DEFAULT.with(Encryption.AES256), BytesPayload.of("a"));
        assertEquals(Map.of("x-amz-server-side-encryption", "AES256"), keeping(last()));
        taking(ScriptedServer.http(200, STORED, ""));
        Encryption twice = new Encryption(Method.KMS_DSSE, Optional.empty(), BucketKey.AS_THE_BUCKET_SAYS);
        store.put(KEY, ObjectMetadata.NONE, WriteOptions.DEFAULT.with(twice), BytesPayload.of("a"));
        assertEquals(Map.of("x-amz-server-side-encryption", "aws:kms:dsse"), keeping(last()));
    }

    @ParameterizedTest
    @EnumSource
    void tagsAreReadAsTheyAre(S3Settings.Face face) throws Exception {
        server.answer(ScriptedServer.http(
                200,
                "",
                "<Tagging xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><TagSet>"
                        + "<Tag><Key>a b</Key><Value>1 &amp; 2+3%20</Value></Tag>"
                        + "<Tag><Key>none</Key><Value></Value></Tag></TagSet></Tagging>"));
        assertEquals(
                ObjectTags.of(Map.of("a b", "1 & 2+3%20", "none", "")),
                open(face).tags(KEY));
        assertTrue(last().line().startsWith("GET /bucket/key?tagging"), last().line());
    }

    @ParameterizedTest
    @EnumSource
    void userMetadataIsKnownByTheServicesOwnPrefixToo(S3Settings.Face face) throws Exception {
        ObjectStore store = open(settings(face).inRegion("r").as(Profiles.KODO));
        String pairs = "x-qn-meta-a: 1\r\nX-Amz-Meta-B: 2\r\nx-qn-meta-b: 2\r\nx-oss-meta-c: 3\r\n";
        server.answer("HTTP/1.1 200 OK\r\n" + STORED + pairs + "Content-Length: 1\r\n\r\n");
        assertEquals(Map.of("a", "1", "b", "2"), store.head(KEY).metadata().user());
    }

    @ParameterizedTest
    @EnumSource
    void aRequesterWhoPaysSaysSoWithEachRequest(S3Settings.Face face) throws Exception {
        ObjectStore store = open(settings(face).paidBy(S3Settings.Payer.REQUESTER));
        server.answer(
                ScriptedServer.http(200, "", "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>"));
        store.list(ListRequest.first(""));
        server.answer("HTTP/1.1 200 OK\r\n" + STORED + "Content-Length: 1\r\n\r\n");
        store.head(KEY);
        server.answer(ScriptedServer.http(200, STORED, "a"));
        store.open(ReadRequest.whole(KEY, ETAG)).close();
        server.answer(ScriptedServer.http(206, STORED + "Content-Range: bytes 0-0/5\r\n", "a"));
        store.open(ReadRequest.range(KEY, ETAG, new ByteRange(0, 1))).close();
        server.answer(ScriptedServer.http(200, "", "<Tagging><TagSet></TagSet></Tagging>"));
        store.tags(KEY);
        server.answer(ScriptedServer.http(200, "", COPIED));
        store.copy(new CopySource("from", KEY, ETAG), KEY, null, WriteOptions.DEFAULT);
        assertEquals(6, server.requests().size());
        for (ScriptedServer.Request request : server.requests()) {
            assertEquals("requester", request.header("x-amz-request-payer"), request.head());
            assertTrue(request.header("authorization").contains("x-amz-request-payer"), request.head());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRequesterWhoDoesNotPaySaysNothing(S3Settings.Face face) throws Exception {
        server.answer("HTTP/1.1 200 OK\r\n" + STORED + "Content-Length: 1\r\n\r\n");
        open(face).head(KEY);
        assertEquals("", last().header("x-amz-request-payer"));
    }

    @ParameterizedTest
    @EnumSource
    void whatTheStoreWouldNotHoldIsNamed(S3Settings.Face face) {
        Map<String, ObjectTrait> traits = Map.of(
                "MetadataTooLarge", ObjectTrait.USER_METADATA,
                "InvalidTag", ObjectTrait.TAGS,
                "InvalidStorageClass", ObjectTrait.STORAGE_CLASS);
        ObjectStore store = open(face);
        traits.forEach((code, trait) -> {
            taking(ScriptedServer.error(400, code, ""));
            var refused = assertThrows(
                    StorageException.Rejected.class,
                    () -> store.put(KEY, ObjectMetadata.NONE, ALL, BytesPayload.of("a")));
            assertEquals(Optional.of(trait), refused.trait());
            assertEquals(FailureScope.OBJECT, refused.scope());
        });
    }

    @ParameterizedTest
    @EnumSource
    void aBucketThatTakesNoAclsIsNoMatterOfOneObject(S3Settings.Face face) {
        taking(ScriptedServer.error(400, "AccessControlListNotSupported", ""));
        var refused = assertThrows(
                StorageException.Rejected.class,
                () -> open(face).put(KEY, ObjectMetadata.NONE, ALL, BytesPayload.of("a")));
        assertEquals(FailureScope.BUCKET, refused.scope());
    }

    /** Lets the body come, reads it, and answers. */
    private void taking(String answer) {
        server.then((request, in, socket) -> {
            if (!request.header("expect").isEmpty()) {
                ScriptedServer.write(socket, "HTTP/1.1 100 Continue\r\n\r\n");
            }
            in.readNBytes(request.length());
            ScriptedServer.write(socket, answer);
        });
    }

    /** The headers that say how an object is to be kept. */
    private static Map<String, String> keeping(ScriptedServer.Request request) {
        Map<String, String> found = new TreeMap<>();
        Arrays.stream(request.head().split("\r\n"))
                .filter(line -> line.matches("(?i)x-amz-(storage-class|tagging.*|server-side.*|acl|grant.*):.*"))
                .forEach(line -> found.put(
                        line.substring(0, line.indexOf(':')).toLowerCase(java.util.Locale.ROOT),
                        line.substring(line.indexOf(':') + 1).strip()));
        return found;
    }

    private ObjectStore open(S3Settings.Face face) {
        return open(settings(face));
    }

    private S3Settings settings(S3Settings.Face face) {
        return settings().by(face);
    }
}
