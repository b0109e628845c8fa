package io.replicationhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.replicationhub.object.ByteRange;
import io.replicationhub.object.ETag;
import io.replicationhub.object.FailureClass;
import io.replicationhub.object.MultipartUploads;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.OpenUpload;
import io.replicationhub.object.PassesOn;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.UploadId;
import io.replicationhub.object.UploadedPart;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.testkit.Digests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Uploads while they are under way. */
interface UploadPromises extends StorePromises {
    @Test
    default void nothingIsSeenOfAnUploadUntilItIsCompleted() throws StorageException, IOException {
        put("o", "old");
        UploadId upload = create("o");
        UploadedPart part = uploads().uploadPart(upload, 1, BytesPayload.of("new"));
        assertEquals("old", new String(read("o"), StandardCharsets.UTF_8));
        assertEquals(List.of("o"), listed());
        uploads().complete(upload, List.of(part));
        assertEquals("new", new String(read("o"), StandardCharsets.UTF_8));
    }

    @Test
    default void theAnswerToAPartTellsItsNumberSizeTagAndChecksum() throws StorageException {
        BytesPayload body = BytesPayload.random(4, 4_000);
        UploadedPart part = uploads().uploadPart(create("o"), 7, body);
        assertEquals(7, part.number());
        assertEquals(4_000, part.size());
        assertEquals(body.crc32c(), part.crc32c());
        assertTrue(part.etag().isPresent());
        if (has(Capability.MD5_ETAGS)) {
            assertEquals(Digests.md5(body.bytes()), part.etag());
        }
    }

    /** Bodies longer than the chunks that they travel in, and shorter. */
    @Test
    default void aPartIsPassedOnWhereTheStoreSaysSo() throws StorageException, IOException {
        BytesPayload first = BytesPayload.random(1, 5_300_000);
        BytesPayload second = BytesPayload.random(2, 300);
        UploadId upload = create("o");
        assumeTrue(isPassedOn(upload), "holds parts");
        List<UploadedPart> parts = new ArrayList<>();
        for (BytesPayload body : List.of(first, second)) {
            OncePayload once = new OncePayload(body);
            parts.add(uploads().uploadPart(upload, parts.size() + 1, once));
            assertEquals(1, once.timesWritten());
        }
        assertEquals(
                List.of(first.crc32c(), second.crc32c()),
                parts.stream().map(UploadedPart::crc32c).toList());
        uploads().complete(upload, parts);
        byte[] whole = read("o");
        assertArrayEquals(first.bytes(), Arrays.copyOf(whole, first.bytes().length));
        assertArrayEquals(second.bytes(), Arrays.copyOfRange(whole, first.bytes().length, whole.length));
    }

    /** Who tries whether parts are passed on may leave something under the part's number. */
    @Test
    default void aPartTakesThePlaceOfWhatWasTriedUnderItsNumber() throws StorageException, IOException {
        BytesPayload body = BytesPayload.random(1, 5_300_000);
        UploadId upload = create("o");
        isPassedOn(upload);
        UploadedPart part = uploads().uploadPart(upload, 1, body);
        assertEquals(
                List.of(body.length()),
                uploads().parts(upload).stream().map(UploadedPart::size).toList());
        uploads().complete(upload, List.of(part));
        assertArrayEquals(body.bytes(), read("o"));
    }

    @Test
    default void whetherPartsArePassedOnIsKnownOnceItWasTried() throws StorageException {
        PassesOn before = uploads().passesOn();
        PassesOn tried = uploads().tryPassingOn(create("o"), 1);
        assertNotEquals(PassesOn.NOT_KNOWN, tried);
        assertEquals(tried, uploads().passesOn());
        assertTrue(before == PassesOn.NOT_KNOWN || before == tried, before + ", then " + tried);
    }

    @Test
    default void partsAreListedAscendingWhateverTheOrderInWhichTheyCame() throws StorageException {
        UploadId upload = create("o");
        UploadedPart third = uploads().uploadPart(upload, 3, BytesPayload.random(3, 300));
        UploadedPart first = uploads().uploadPart(upload, 1, BytesPayload.random(1, 100));
        UploadedPart tenth = uploads().uploadPart(upload, 10, BytesPayload.random(10, 1_000));
        List<UploadedPart> held = uploads().parts(upload);
        assertEquals(List.of(1, 3, 10), held.stream().map(UploadedPart::number).toList());
        assertEquals(
                List.of(100L, 300L, 1_000L),
                held.stream().map(UploadedPart::size).toList());
        assertEquals(
                List.of(first.etag(), third.etag(), tenth.etag()),
                held.stream().map(UploadedPart::etag).toList());
        assertTrue(held.stream().allMatch(part -> part.written().isPresent()), "when they came is not told: " + held);
    }

    @Test
    default void aFreshUploadHasNoParts() throws StorageException {
        assertEquals(List.of(), uploads().parts(create("o")));
    }

    @Test
    default void aPartThatIsSentAgainReplacesTheFirst() throws StorageException, IOException {
        UploadId upload = create("o");
        uploads().uploadPart(upload, 1, BytesPayload.of("first, and longer"));
        UploadedPart again = uploads().uploadPart(upload, 1, BytesPayload.of("again"));
        assertEquals(1, uploads().parts(upload).size());
        assertEquals(again.etag(), uploads().parts(upload).getFirst().etag());
        uploads().complete(upload, List.of(again));
        assertEquals("again", new String(read("o"), StandardCharsets.UTF_8));
    }

    @Test
    default void aPartWithAWrongChecksumIsRefused() throws StorageException {
        needs(Capability.PART_CHECKSUMS_CHECKED);
        UploadId upload = create("o");
        assertFails(
                FailureClass.CORRUPT,
                () -> uploads().uploadPart(upload, 1, BytesPayload.of("part").withWrongChecksum()));
        assertEquals(List.of(), uploads().parts(upload));
    }

    @Test
    default void uploadsToOneKeyDoNotDisturbOneAnother() throws StorageException, IOException {
        UploadId one = create("o");
        UploadId two = create("o");
        UploadedPart ofOne = uploads().uploadPart(one, 1, BytesPayload.of("one"));
        UploadedPart ofTwo = uploads().uploadPart(two, 1, BytesPayload.of("two"));
        uploads().complete(two, List.of(ofTwo));
        assertEquals("two", new String(read("o"), StandardCharsets.UTF_8));
        uploads().complete(one, List.of(ofOne));
        assertEquals("one", new String(read("o"), StandardCharsets.UTF_8));
    }

    @Test
    default void anAbortedUploadIsGoneAndAbortingAgainIsNoFailure() throws StorageException {
        UploadId upload = create("o");
        uploads().uploadPart(upload, 1, BytesPayload.of("part"));
        uploads().abort(upload);
        uploads().abort(upload);
        assertFails(FailureClass.MISSING, () -> uploads().parts(upload));
        assertFails(FailureClass.MISSING, () -> uploads().uploadPart(upload, 1, BytesPayload.of("part")));
        assertEquals(List.of(), listed());
    }

    /** Who began an upload is told by all that know it; what tells it of one upload tells the same of the next. */
    @Test
    default void uploadsOfTheSameCredentialsAreListedAsBegunByTheSame() throws StorageException {
        needs(Capability.LIST_UPLOADS);
        create("a");
        create("b");
        List<Optional<String>> initiators =
                uploads().open("").stream().map(OpenUpload::initiator).toList();
        assertEquals(2, initiators.size());
        assertEquals(initiators.getFirst(), initiators.getLast());
        assertTrue(initiators.getFirst().filter(String::isBlank).isEmpty(), "told, or left out");
    }

    @Test
    default void openUploadsAreThoseWhoseKeysHaveThePrefix() throws StorageException {
        needs(Capability.LIST_UPLOADS);
        needs(Capability.LIST_UPLOADS_BY_PREFIX);
        UploadId a = create("a");
        UploadId again = create("a");
        UploadId text = create("a.txt");
        UploadId below = create("a/b");
        UploadId b = create("b");
        assertEquals(Set.of(a, again, text, below), openUnder("a"));
        assertEquals(Set.of(text), openUnder("a.txt"));
        assertEquals(Set.of(a, again, text, below, b), openUnder(""));
        uploads().abort(a);
        UploadedPart part = uploads().uploadPart(text, 1, BytesPayload.of("part"));
        uploads().complete(text, List.of(part));
        assertEquals(Set.of(again, below), openUnder("a"));
    }

    @Test
    default void aPartIsCopiedFromARangeOfAnObject() throws StorageException, IOException {
        needs(Capability.PART_COPY);
        BytesPayload body = BytesPayload.random(5, 10_000);
        ETag etag = put("from", body);
        UploadId upload = create("to");
        UploadedPart part = uploads().copyPart(upload, 1, fromHere("from", etag), new ByteRange(1_000, 5_000));
        assertEquals(5_000, part.size());
        uploads().complete(upload, List.of(part));
        assertArrayEquals(Arrays.copyOfRange(body.bytes(), 1_000, 6_000), read("to"));
    }

    @Test
    default void aPartIsNotCopiedFromAnotherVersion() throws StorageException {
        needs(Capability.PART_COPY);
        needs(Capability.PART_COPY_PINNED);
        ETag planned = put("from", "first");
        put("from", "other");
        UploadId upload = create("to");
        assertFails(
                FailureClass.CHANGED,
                () -> uploads().copyPart(upload, 1, fromHere("from", planned), new ByteRange(0, 3)));
    }

    private boolean isPassedOn(UploadId upload) throws StorageException {
        return uploads().passesOn() == PassesOn.NOT_KNOWN
                ? uploads().tryPassingOn(upload, 1) == PassesOn.YES
                : uploads().passesOn() == PassesOn.YES;
    }

    private MultipartUploads uploads() {
        return store().uploads();
    }

    private UploadId create(String key) throws StorageException {
        return uploads().create(key(key), ObjectMetadata.NONE, WriteOptions.DEFAULT);
    }

    private Set<UploadId> openUnder(String prefix) throws StorageException {
        Set<UploadId> open = new HashSet<>();
        for (OpenUpload each : uploads().open(prefix)) {
            assertTrue(open.add(each.upload()), () -> each.upload() + " was listed twice");
        }
        return open;
    }
}
