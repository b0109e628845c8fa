package io.replicationhub.storage.s3;

import static io.replicationhub.storage.s3.ScriptedServer.http;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers that are not what was asked for: whoever makes the requests, none is taken for a thing that was done. */
@Timeout(30)
final class ForeignAnswersTest extends AtScriptedServer {
    private static final UploadId UPLOAD = new UploadId(KEY, "id");
    private static final CopySource SOURCE = new CopySource("source", KEY, new ETag("e"));
    private static final String ENTRY_BEHIND_KEY =
            "<LastModified>2020-01-01T00:00:00.000Z</LastModified><ETag>\"e\"</ETag>";

    private interface Request {
        void make() throws StorageException;
    }

    /** What a proxy or a portal between us and the store puts in its place. */
    @ParameterizedTest
    @EnumSource
    void aPageInPlaceOfADocumentIsNoSuccess(S3Settings.Face face) throws Exception {
        try (ObjectStore store = amazons(face)) {
            List<UploadedPart> parts = List.of(new UploadedPart(1, 5, new ETag("e"), OptionalInt.of(7)));
            List<Request> requests = List.of(
                    () -> store.list(ListRequest.first("")),
                    () -> store.copy(SOURCE, KEY, null, WriteOptions.DEFAULT),
                    () -> store.tags(KEY),
                    () -> store.uploads().create(KEY, ObjectMetadata.NONE, WriteOptions.DEFAULT),
                    () -> store.uploads().copyPart(UPLOAD, 1, SOURCE, new ByteRange(0, 5)),
                    () -> store.uploads().parts(UPLOAD),
                    () -> store.uploads().complete(UPLOAD, parts),
                    () -> store.uploads().open(""));
            for (Request request : requests) {
                for (String page : List.of("<html><body>Sign in first</body></html>", "")) {
                    // A completion is made once more without its checksum.
                    server.clear().answer(http(200, "", page)).answer(http(200, "", page));
                    StorageException refused = assertThrows(StorageException.Rejected.class, request::make);
                    assertEquals(FailureScope.ENDPOINT, refused.scope());
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEntryThatLacksWhatItMustHaveEndsTheListing(S3Settings.Face face) throws Exception {
        try (ObjectStore store = amazons(face)) {
            listing("<Contents><Key>a</Key>" + ENTRY_BEHIND_KEY + "</Contents>");
            assertThrows(StorageException.Rejected.class, () -> store.list(ListRequest.first("")));
            listing("<Contents>" + ENTRY_BEHIND_KEY + "<Size>1</Size></Contents>");
            assertThrows(StorageException.Rejected.class, () -> store.list(ListRequest.first("")));
            listing("<Contents><Key></Key>" + ENTRY_BEHIND_KEY + "<Size>1</Size></Contents>");
            assertThrows(StorageException.Rejected.class, () -> store.list(ListRequest.first("")));
            server.answer(
                    http(
                            200,
                            "",
                            "<ListPartsResult><UploadId>id</UploadId><Part><PartNumber>1</PartNumber></Part></ListPartsResult>"));
            assertThrows(StorageException.Rejected.class, () -> store.uploads().parts(UPLOAD));
            server.answer(http(
                    200,
                    "",
                    "<ListMultipartUploadsResult><Bucket>bucket</Bucket><Upload><Key>key</Key><UploadId>id</UploadId>"
                            + "</Upload></ListMultipartUploadsResult>"));
            assertThrows(StorageException.Rejected.class, () -> store.uploads().open(""));
        }
    }

    /** Some stores leave out what follows from the rest. */
    @ParameterizedTest
    @EnumSource
    void whatAStoreNeedNotSayIsNotMissed(S3Settings.Face face) throws Exception {
        try (ObjectStore store = amazons(face)) {
            server.answer(http(
                    200,
                    "",
                    "<ListBucketResult><Name>bucket</Name><Contents><Key>a</Key><Size>1</Size></Contents>"
                            + "</ListBucketResult>"));
            ListPage page = store.list(ListRequest.first(""));
            assertEquals(new ObjectKey("a"), page.objects().getFirst().key());
            assertEquals(false, page.cursor().isPresent());
            server.answer(http(200, "", "<Tagging><TagSet><Tag><Key>k</Key></Tag></TagSet></Tagging>"));
            assertEquals(Map.of("k", ""), store.tags(KEY).pairs());
            server.answer(http(200, "", "<Tagging><TagSet/></Tagging>"));
            assertEquals(Map.of(), store.tags(KEY).pairs());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStoreThatKnowsNoMarkersIsNotAskedForEver(S3Settings.Face face) throws Exception {
        try (ObjectStore store = amazons(face)) {
            String parts = "<ListPartsResult><UploadId>id</UploadId><IsTruncated>true</IsTruncated>"
                    + "<NextPartNumberMarker>1</NextPartNumberMarker></ListPartsResult>";
            server.answer(http(200, "", parts)).answer(http(200, "", parts));
            assertEquals(List.of(), store.uploads().parts(UPLOAD));
            String uploads = "<ListMultipartUploadsResult><Bucket>bucket</Bucket><IsTruncated>true</IsTruncated>"
                    + "<NextKeyMarker>k</NextKeyMarker><NextUploadIdMarker>u</NextUploadIdMarker>"
                    + "</ListMultipartUploadsResult>";
            server.answer(http(200, "", uploads)).answer(http(200, "", uploads));
            assertEquals(List.of(), store.uploads().open(""));
        }
    }

    private void listing(String entry) {
        server.answer(http(
                200,
                "",
                "<ListBucketResult><Name>bucket</Name><IsTruncated>false</IsTruncated>" + entry
                        + "</ListBucketResult>"));
    }
}
