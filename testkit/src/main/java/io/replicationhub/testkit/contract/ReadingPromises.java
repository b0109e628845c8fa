package io.replicationhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.BodyInput;
import io.replicationhub.object.ByteRange;
import io.replicationhub.object.ETag;
import io.replicationhub.object.FailureClass;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectReading;
import io.replicationhub.object.ReadRequest;
import io.replicationhub.object.StorageException;
import io.replicationhub.testkit.BytesPayload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

interface ReadingPromises extends StorePromises {
    BytesPayload SOME = BytesPayload.random(1, 100_000);
    BytesPayload MUCH = BytesPayload.random(2, 8 << 20);

    @Test
    default void aWholeObjectComesBackWithItsHead() throws StorageException, IOException {
        ETag etag = put("o", SOME);
        try (ObjectReading reading = store().open(ReadRequest.whole(key("o"), etag))) {
            assertEquals(SOME.length(), reading.length());
            assertEquals(SOME.length(), reading.head().stamp().size());
            assertEquals(etag, reading.head().stamp().etag());
            assertArrayEquals(SOME.bytes(), reading.body().readAllBytes());
            assertEquals(-1, reading.body().read());
        }
    }

    /** Some into an array, some into a buffer of one, some into a direct buffer, never from its beginning to its end. */
    @Test
    default void aBodyIsReadWhateverTakesIt() throws StorageException, IOException {
        ETag etag = put("o", MUCH);
        ByteBuffer direct = ByteBuffer.allocateDirect(100_000);
        byte[] array = new byte[50_000];
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (ObjectReading reading = store().open(ReadRequest.whole(key("o"), etag))) {
            BodyInput body = BodyInput.of(reading.body());
            for (int turn = 0, read = 0; read >= 0; turn++) {
                ByteBuffer into = turn % 2 == 0 ? direct.clear().position(7) : ByteBuffer.wrap(array, 7, 40_000);
                int limit = into.limit();
                read = turn % 3 == 0 ? body.read(array, 7, 40_000) : body.read(into);
                if (turn % 3 == 0) {
                    all.write(array, 7, Math.max(read, 0));
                } else {
                    assertEquals(limit, into.limit());
                    assertEquals(7 + Math.max(read, 0), into.position());
                    byte[] came = new byte[Math.max(read, 0)];
                    into.get(7, came);
                    all.write(came);
                }
            }
        }
        assertArrayEquals(MUCH.bytes(), all.toByteArray());
    }

    @Test
    default void theHeadOfAReadingIsWhatHeadSays() throws StorageException {
        ETag etag = put("o", SOME);
        ObjectHead head = store().head(key("o"));
        try (ObjectReading whole = store().open(ReadRequest.whole(key("o"), etag));
                ObjectReading range = store().open(ReadRequest.range(key("o"), etag, new ByteRange(5, 7)))) {
            assertEquals(apartFromChecksums(head), apartFromChecksums(whole.head()));
            assertEquals(apartFromChecksums(head), apartFromChecksums(range.head()));
        }
    }

    /** S3 tells checksums of a whole object only, and only who asks; S3Mock tells them in every HEAD. */
    private static ObjectHead apartFromChecksums(ObjectHead head) {
        return new ObjectHead(
                head.stamp(),
                head.metadata(),
                head.storageClass(),
                head.firstPartSize(),
                head.tagCount(),
                head.archive(),
                List.of());
    }

    @Test
    default void aRangeGivesExactlyItsBytes() throws StorageException, IOException {
        ETag etag = put("o", SOME);
        int last = (int) SOME.length() - 1;
        assertRange(etag, new ByteRange(0, 1));
        assertRange(etag, new ByteRange(last, 1));
        assertRange(etag, new ByteRange(1, last));
        assertRange(etag, new ByteRange(0, SOME.length()));
        assertRange(etag, new ByteRange(12_345, 4_321));
    }

    @Test
    default void anEmptyObjectIsReadWhole() throws StorageException, IOException {
        ETag etag = put("empty", "");
        try (ObjectReading reading = store().open(ReadRequest.whole(key("empty"), etag))) {
            assertEquals(0, reading.length());
            assertEquals(-1, reading.body().read());
        }
    }

    @Test
    default void aReadingWithoutAPinTakesWhatIsThere() throws StorageException, IOException {
        put("o", "first");
        put("o", "second");
        assertEquals("second", new String(read("o"), StandardCharsets.UTF_8));
    }

    @Test
    default void anotherVersionThanThePlannedOneIsChanged() throws StorageException {
        ETag planned = put("o", "first");
        put("o", "other");
        assertFails(FailureClass.CHANGED, () -> store().open(ReadRequest.whole(key("o"), planned)));
        assertFails(
                FailureClass.CHANGED, () -> store().open(ReadRequest.range(key("o"), planned, new ByteRange(0, 2))));
        assertFails(FailureClass.CHANGED, () -> store().headFirstPart(key("o"), planned));
    }

    @Test
    default void whatIsNotThereIsMissing() {
        ETag planned = new ETag("d41d8cd98f00b204e9800998ecf8427e");
        assertGone(() -> store().head(key("gone")));
        assertGone(() -> store().headFirstPart(key("gone"), ETag.NONE));
        assertGone(() -> store().open(ReadRequest.whole(key("gone"), planned)));
        assertGone(() -> store().open(ReadRequest.range(key("gone"), planned, new ByteRange(0, 2))));
    }

    @Test
    default void aRangeBeyondTheEndIsNoShorterAnswer() throws StorageException {
        ETag etag = put("o", "12345");
        assertRefused(() -> store().open(ReadRequest.range(key("o"), etag, new ByteRange(3, 10))));
        assertRefused(() -> store().open(ReadRequest.range(key("o"), etag, new ByteRange(5, 1))));
        assertRefused(() -> store().open(ReadRequest.range(key("o"), etag, new ByteRange(100, 5))));
    }

    @Test
    default void anObjectOfOnePutHasNoFirstPart() throws StorageException {
        ETag etag = put("o", SOME);
        ObjectHead head = store().headFirstPart(key("o"), etag);
        assertEquals(SOME.length(), head.stamp().size());
        assertEquals(etag, head.stamp().etag());
        assertTrue(head.firstPartSize().isEmpty() || head.firstPartSize().getAsLong() == SOME.length());
    }

    @Test
    default void readingsThatAreGivenUpLeaveRoomForOthers() throws StorageException, IOException {
        ETag etag = put("o", MUCH);
        for (int i = 0; i < 100; i++) {
            ObjectReading reading = store().open(ReadRequest.whole(key("o"), etag));
            assertTrue(reading.body().read() >= 0);
            reading.close();
            reading.close();
        }
        assertArrayEquals(MUCH.bytes(), read("o"));
    }

    @Test
    default void readingsThatWereReadToTheEndLeaveRoomForOthers() throws StorageException, IOException {
        put("o", "small");
        for (int i = 0; i < 200; i++) {
            assertEquals(5, read("o").length);
        }
    }

    @Test
    default void aReadingIsOfOneVersionWhateverIsWrittenMeanwhile() throws StorageException {
        needs(Capability.STABLE_READING);
        ETag etag = put("o", MUCH);
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        try (ObjectReading reading = store().open(ReadRequest.whole(key("o"), etag))) {
            seen.write(reading.body().readNBytes(1000));
            put("o", BytesPayload.random(3, 8 << 20));
            reading.body().transferTo(seen);
        } catch (IOException brokeOff) {
            assertTrue(seen.size() < MUCH.length());
        }
        byte[] head = Arrays.copyOf(MUCH.bytes(), seen.size());
        assertArrayEquals(head, seen.toByteArray());
    }

    private void assertRange(ETag etag, ByteRange range) throws StorageException, IOException {
        try (ObjectReading reading = store().open(ReadRequest.range(key("o"), etag, range))) {
            assertEquals(range.length(), reading.length());
            assertEquals(SOME.length(), reading.head().stamp().size());
            byte[] expected = Arrays.copyOfRange(SOME.bytes(), (int) range.offset(), (int) range.end());
            assertArrayEquals(expected, reading.body().readAllBytes());
        }
        ReadRequest unpinned = new ReadRequest(key("o"), Optional.empty(), Optional.of(range));
        try (ObjectReading reading = store().open(unpinned)) {
            assertEquals(range.length(), reading.body().readAllBytes().length);
        }
    }

    private void assertGone(Executable request) {
        assertEquals(
                FailureScope.OBJECT, assertFails(FailureClass.MISSING, request).scope());
    }

    private static void assertRefused(Executable request) {
        StorageException failure = assertThrows(StorageException.class, request);
        assertTrue(
                EnumSet.of(FailureClass.CORRUPT, FailureClass.REJECTED).contains(failure.failureClass()),
                () -> "class of " + failure);
    }
}
