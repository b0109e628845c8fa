package io.replicationhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.replicationhub.object.CopySource;
import io.replicationhub.object.ETag;
import io.replicationhub.object.FailureClass;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.testkit.BytesPayload;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The store copies by itself. */
interface CopyingPromises extends StorePromises {
    BytesPayload BODY = BytesPayload.random(7, 70_000);

    @Test
    default void anObjectIsCopiedWithinABucketAndIntoAnother() throws StorageException, IOException {
        needs(Capability.COPY);
        ETag etag = put("from", BODY);
        ETag here = store().copy(fromHere("from", etag), key("to"), null, WriteOptions.DEFAULT);
        ETag there = other().copy(fromHere("from", etag), key("to"), null, WriteOptions.DEFAULT);
        assertArrayEquals(BODY.bytes(), read("to"));
        assertArrayEquals(BODY.bytes(), read(other(), "to"));
        assertEquals(here, store().head(key("to")).stamp().etag());
        assertEquals(there, other().head(key("to")).stamp().etag());
    }

    @Test
    default void anEmptyObjectIsCopied() throws StorageException, IOException {
        needs(Capability.COPY);
        ETag etag = put("from", "");
        other().copy(fromHere("from", etag), key("to"), null, WriteOptions.DEFAULT);
        assertEquals(0, read(other(), "to").length);
    }

    @Test
    default void metadataGoesAlongUnlessItIsReplaced() throws StorageException {
        needs(Capability.COPY);
        ObjectMetadata original =
                has(Capability.SYSTEM_METADATA) ? SampleMetadata.system() : SampleMetadata.ofType("text/csv");
        ETag etag = store().put(key("from"), original, WriteOptions.DEFAULT, BODY);
        other().copy(fromHere("from", etag), key("kept"), null, WriteOptions.DEFAULT);
        assertEquals(original, other().head(key("kept")).metadata());

        ObjectMetadata replacement = SampleMetadata.ofUser(Map.of("new", "pair"));
        other().copy(fromHere("from", etag), key("replaced"), replacement, WriteOptions.DEFAULT);
        assertEquals(replacement, other().head(key("replaced")).metadata());
    }

    @Test
    default void aReplacementBeyondAsciiIsKept() throws StorageException {
        needs(Capability.COPY);
        needs(Capability.NON_ASCII_METADATA);
        ETag etag = put("from", BODY);
        ObjectMetadata replacement = SampleMetadata.ofUser(Map.of("name", "\u65e5\u672c\u8a9e \u00fc"));
        other().copy(fromHere("from", etag), key("to"), replacement, WriteOptions.DEFAULT);
        assertEquals(replacement, other().head(key("to")).metadata());
    }

    @Test
    default void aSourceOfAnotherVersionIsChangedAndNothingIsWritten() throws StorageException {
        needs(Capability.COPY);
        needs(Capability.COPY_PINNED);
        ETag planned = put("from", "first");
        put("from", "second");
        assertFails(
                FailureClass.CHANGED,
                () -> other().copy(fromHere("from", planned), key("to"), null, WriteOptions.DEFAULT));
        assertFails(FailureClass.MISSING, () -> other().head(key("to")));
    }

    @Test
    default void aSourceThatIsNotThereIsMissing() throws StorageException {
        needs(Capability.COPY);
        ETag etag = put("from", "body");
        StorageException failure = assertFails(
                FailureClass.MISSING,
                () -> other().copy(fromHere("gone", etag), key("to"), null, WriteOptions.DEFAULT));
        assertEquals(FailureScope.OBJECT, failure.scope());
    }

    @Test
    default void aSourceBucketThatIsNotThereIsAMissingBucket() throws StorageException {
        needs(Capability.COPY);
        needs(Capability.MISSING_BUCKET_NAMED);
        ETag etag = put("from", "body");
        CopySource nowhere = new CopySource(missingBucket().bucket(), key("from"), etag);
        StorageException failure =
                assertFails(FailureClass.MISSING, () -> other().copy(nowhere, key("to"), null, WriteOptions.DEFAULT));
        assertEquals(FailureScope.BUCKET, failure.scope());
    }

    @Test
    default void anOlderCopyIsReplaced() throws StorageException, IOException {
        needs(Capability.COPY);
        other().put(key("to"), ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.of("older"));
        ETag etag = put("from", BODY);
        other().copy(fromHere("from", etag), key("to"), null, WriteOptions.DEFAULT);
        assertArrayEquals(BODY.bytes(), read(other(), "to"));
    }
}
