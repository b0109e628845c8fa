package io.replicationhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.replicationhub.object.ETag;
import io.replicationhub.object.FailureClass;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.Payload;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.testkit.Digests;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

interface WritingPromises extends StorePromises {
    @Test
    default void bodiesOfAnySizeComeBack() throws StorageException, IOException {
        for (int size : new int[] {0, 1, 63, 64, 65, 8191, 8192, 8193, 100_000, (6 << 20) + 1}) {
            BytesPayload body = BytesPayload.random(size, size);
            put("o", body);
            assertArrayEquals(body.bytes(), read("o"), () -> size + " bytes");
        }
    }

    @Test
    default void theAnswerIsTheETagThatTheObjectHasFromThenOn() throws StorageException {
        ETag etag = put("o", "body");
        assertTrue(etag.isPresent());
        assertEquals(etag, store().head(key("o")).stamp().etag());
    }

    @Test
    default void theETagIsTheMd5OfTheBody() throws StorageException {
        needs(Capability.MD5_ETAGS);
        assertEquals(Digests.md5("body".getBytes(StandardCharsets.UTF_8)), put("o", "body"));
        assertEquals(new ETag("d41d8cd98f00b204e9800998ecf8427e"), put("empty", Payload.EMPTY));
    }

    @Test
    default void anObjectIsReplacedWholeMetadataIncluded() throws StorageException, IOException {
        ObjectMetadata first = ObjectMetadata.NONE.withUser("only", "in the first");
        store().put(key("o"), first, WriteOptions.DEFAULT, BytesPayload.of("a longer first body"));
        ETag etag = put("o", "second");
        assertEquals("second", new String(read("o"), StandardCharsets.UTF_8));
        assertEquals(etag, store().head(key("o")).stamp().etag());
        assertEquals(0, store().head(key("o")).metadata().user().size());
        assertEquals(List.of("o"), listed());
    }

    @Test
    default void aBodyWithAWrongChecksumIsRefusedAndChangesNothing() throws StorageException, IOException {
        needs(Capability.CHECKSUMS_CHECKED);
        put("o", "old");
        assertFails(FailureClass.CORRUPT, () -> put("o", BytesPayload.of("new").withWrongChecksum()));
        assertFails(
                FailureClass.CORRUPT, () -> put("never", BytesPayload.of("new").withWrongChecksum()));
        assertEquals("old", new String(read("o"), StandardCharsets.UTF_8));
        assertEquals(List.of("o"), listed());
    }

    @Test
    default void aBodyThatBreaksOffIsNotWritten() throws StorageException, IOException {
        put("o", "old");
        assertThrows(StorageException.class, () -> put("o", new BreakingPayload(1 << 20, 300_000)));
        assertThrows(StorageException.class, () -> put("never", new BreakingPayload(1 << 20, 0)));
        assertEquals("old", new String(read("o"), StandardCharsets.UTF_8));
        assertEquals(List.of("o"), listed());
        assertNotEquals(ETag.NONE, put("o", "and the store still works"));
    }

    @Test
    default void deletingTakesAnObjectAwayAndAnAbsentOneIsNoFailure() throws StorageException {
        put("o", "body");
        store().delete(key("o"));
        store().delete(key("o"));
        store().delete(key("never was"));
        assertFails(FailureClass.MISSING, () -> store().head(key("o")));
    }

    @Test
    default void deletingAKeyLeavesThoseThatBeginWithIt() throws StorageException {
        put("a", "");
        put("a/", "");
        put("a/b", "");
        store().delete(key("a"));
        assertEquals(List.of("a/", "a/b"), listed());
        store().delete(key("a/"));
        assertEquals(List.of("a/b"), listed());
    }

    @Test
    default void theStorageClassThatWasAskedForIsNamed() throws StorageException {
        needs(Capability.STORAGE_CLASSES);
        WriteOptions options = WriteOptions.DEFAULT.in(Optional.of("STANDARD_IA"));
        store().put(key("o"), ObjectMetadata.NONE, options, BytesPayload.of("body"));
        assertEquals("STANDARD_IA", store().head(key("o")).storageClass());
        assertEquals(
                "STANDARD_IA",
                store().list(ListRequest.first("")).objects().getFirst().storageClass());
    }

    @Test
    default void aBodyThatCanBeWrittenOnceIsPassedOnWhereTheStoreSaysSo() throws StorageException {
        assumeTrue(store().passesOn(), "holds bodies");
        BytesPayload body = BytesPayload.random(1, 300_000);
        OncePayload once = new OncePayload(body);
        ETag etag = store().put(key("o"), ObjectMetadata.NONE, WriteOptions.DEFAULT, once);
        assertEquals(1, once.timesWritten());
        assertEquals(etag, store().head(key("o")).stamp().etag());
        assertEquals(300_000, store().head(key("o")).stamp().size());
    }

    /** Announces more than it can give. */
    record BreakingPayload(long length, int breaksAt) implements Payload {
        @Override
        public OptionalInt crc32c() {
            return OptionalInt.of(0);
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(new byte[breaksAt]);
            throw new IOException("this body breaks off on purpose");
        }
    }
}
