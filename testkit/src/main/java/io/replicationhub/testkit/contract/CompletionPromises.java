package io.replicationhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.ETag;
import io.replicationhub.object.FailureClass;
import io.replicationhub.object.MultipartUploads;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.UploadId;
import io.replicationhub.object.UploadedPart;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.testkit.Digests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** How an upload becomes an object. */
interface CompletionPromises extends StorePromises {
    BytesPayload LAST = BytesPayload.random(99, 12_345);

    @Test
    default void theObjectIsItsPartsInTheOrderOfTheirNumbers() throws StorageException, IOException {
        BytesPayload first = part(1);
        BytesPayload second = part(2);
        UploadId upload = create();
        UploadedPart three = uploads().uploadPart(upload, 3, LAST);
        UploadedPart one = uploads().uploadPart(upload, 1, first);
        UploadedPart two = uploads().uploadPart(upload, 2, second);
        ETag etag = uploads().complete(upload, List.of(one, two, three));
        assertArrayEquals(joined(first, second, LAST), read("o"));
        ETag seen = store().head(key("o")).stamp().etag();
        assertEquals(has(Capability.COMPLETE_ETAG) ? seen : ETag.NONE, etag);
    }

    @Test
    default void theETagIsTheMd5OfThePartsMd5s() throws StorageException {
        needs(Capability.MULTIPART_ETAGS);
        BytesPayload first = part(1);
        UploadId upload = create();
        UploadedPart one = uploads().uploadPart(upload, 1, first);
        UploadedPart two = uploads().uploadPart(upload, 2, LAST);
        uploads().complete(upload, List.of(one, two));
        ETag expected = Digests.md5OfParts(List.of(Digests.md5(first.bytes()), Digests.md5(LAST.bytes())));
        assertEquals(expected, store().head(key("o")).stamp().etag());
    }

    @Test
    default void theSizeOfTheFirstPartIsTold() throws StorageException {
        needs(Capability.FIRST_PART_SIZE);
        BytesPayload first = part(1);
        UploadId upload = create();
        UploadedPart one = uploads().uploadPart(upload, 1, first);
        UploadedPart two = uploads().uploadPart(upload, 2, LAST);
        uploads().complete(upload, List.of(one, two));
        ETag etag = store().head(key("o")).stamp().etag();
        var head = store().headFirstPart(key("o"), etag);
        assertEquals(OptionalLong.of(first.length()), head.firstPartSize());
        assertEquals(first.length() + LAST.length(), head.stamp().size());
        assertEquals(etag, head.stamp().etag());
    }

    @Test
    default void partsAsListedCompleteAnUploadAsWellAsPartsAsSent() throws StorageException, IOException {
        UploadId upload = create();
        uploads().uploadPart(upload, 1, LAST);
        uploads().complete(upload, uploads().parts(upload));
        assertArrayEquals(LAST.bytes(), read("o"));
    }

    @Test
    default void aSecondCompletionFindsNoUpload() throws StorageException {
        needs(Capability.SECOND_COMPLETE_REFUSED);
        UploadId upload = create();
        List<UploadedPart> parts = List.of(uploads().uploadPart(upload, 1, LAST));
        uploads().complete(upload, parts);
        assertFails(FailureClass.MISSING, () -> uploads().complete(upload, parts));
        assertFails(FailureClass.MISSING, () -> uploads().parts(upload));
        uploads().abort(upload);
        assertEquals(List.of("o"), listed());
    }

    @Test
    default void anUploadThatNeverWasIsMissing() {
        UploadId never = new UploadId(key("o"), "2~nosuchuploadnosuchuploadnosuchup");
        UploadedPart part = new UploadedPart(1, 5, Digests.md5(new byte[5]), OptionalInt.empty());
        assertFails(FailureClass.MISSING, () -> uploads().parts(never));
        needs(Capability.UNKNOWN_UPLOAD_NAMED);
        assertFails(FailureClass.MISSING, () -> uploads().complete(never, List.of(part)));
    }

    @Test
    default void aPartThatWasNotSentOrIsAnotherIsRefusedAndTheUploadStays() throws StorageException, IOException {
        needs(Capability.PARTS_CHECKED);
        UploadId upload = create();
        UploadedPart sent = uploads().uploadPart(upload, 1, LAST);
        UploadedPart unsent = new UploadedPart(2, 5, Digests.md5(new byte[5]), OptionalInt.empty());
        UploadedPart wrong = new UploadedPart(1, sent.size(), Digests.md5(new byte[5]), OptionalInt.empty());
        for (UploadedPart part : List.of(unsent, wrong)) {
            StorageException refusal =
                    assertFails(FailureClass.REJECTED, () -> uploads().complete(upload, List.of(part)));
            assertTrue(((StorageException.Rejected) refusal).isOfLostPart(), refusal.getMessage());
        }
        assertEquals(List.of(), listed());
        uploads().complete(upload, List.of(sent));
        assertArrayEquals(LAST.bytes(), read("o"));
    }

    @Test
    default void tooSmallAPartBeforeTheLastIsRefused() throws StorageException {
        needs(Capability.MIN_PART_SIZE);
        UploadId upload = create();
        UploadedPart small = uploads().uploadPart(upload, 1, BytesPayload.of("x"));
        UploadedPart last = uploads().uploadPart(upload, 2, LAST);
        assertFails(FailureClass.REJECTED, () -> uploads().complete(upload, List.of(small, last)));
        assertEquals(List.of(), listed());
    }

    @Test
    default void partsThatAreNotNamedAreLeftOut() throws StorageException, IOException {
        needs(Capability.PARTS_LEFT_OUT);
        BytesPayload first = part(1);
        UploadId upload = create();
        UploadedPart one = uploads().uploadPart(upload, 1, first);
        uploads().uploadPart(upload, 2, part(2));
        UploadedPart three = uploads().uploadPart(upload, 3, LAST);
        uploads().complete(upload, List.of(one, three));
        assertArrayEquals(joined(first, LAST), read("o"));
    }

    @Test
    default void anUploadOfOneEmptyPartIsAnEmptyObject() throws StorageException, IOException {
        UploadId upload = create();
        UploadedPart empty = uploads().uploadPart(upload, 1, BytesPayload.of(""));
        uploads().complete(upload, List.of(empty));
        assertEquals(0, read("o").length);
    }

    private MultipartUploads uploads() {
        return store().uploads();
    }

    private UploadId create() throws StorageException {
        return uploads().create(key("o"), ObjectMetadata.NONE, WriteOptions.DEFAULT);
    }

    /** As small as a part that others follow may be. */
    private BytesPayload part(int seed) {
        return BytesPayload.random(seed, (int) store().limits().minPartBytes());
    }

    private static byte[] joined(BytesPayload... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (BytesPayload part : parts) {
            whole.writeBytes(part.bytes());
        }
        return whole.toByteArray();
    }
}
