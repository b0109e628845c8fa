package io.replicationhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.ETag;
import io.replicationhub.object.FailureClass;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.ReadRequest;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.testkit.BytesPayload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What is refused is refused by the right name, so that a run fails fast or goes on as it should. */
interface RefusalPromises extends StorePromises {
    @Test
    default void aMissingBucketIsNeverAnEmptyListing() {
        needs(Capability.MISSING_BUCKET_NAMED);
        StorageException failure =
                assertFails(FailureClass.MISSING, () -> missingBucket().list(ListRequest.first("")));
        assertEquals(FailureScope.BUCKET, failure.scope());
    }

    @Test
    default void readingAndWritingInAMissingBucketNameTheBucket() {
        needs(Capability.MISSING_BUCKET_NAMED);
        ObjectStore missing = missingBucket();
        assertMissingBucket(() -> missing.open(ReadRequest.whole(key("o"), ETag.NONE)));
        assertMissingBucket(
                () -> missing.put(key("o"), ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.of("body")));
        assertMissingBucket(() -> missing.uploads().create(key("o"), ObjectMetadata.NONE, WriteOptions.DEFAULT));
        assertFails(FailureClass.MISSING, () -> missing.head(key("o")));
    }

    @Test
    default void aWrongSecretIsAFailureOfTheCredentials() throws StorageException {
        needs(Capability.SIGNATURES_CHECKED);
        put("o", "body");
        ObjectStore stranger = wrongSecret();
        assertDenied(() -> stranger.list(ListRequest.first("")));
        assertDenied(() -> stranger.head(key("o")));
        assertDenied(() -> stranger.open(ReadRequest.whole(key("o"), ETag.NONE)));
        assertDenied(() -> stranger.put(key("o"), ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.of("new")));
        assertDenied(() -> stranger.uploads().create(key("o"), ObjectMetadata.NONE, WriteOptions.DEFAULT));
        assertEquals(4, store().head(key("o")).stamp().size());
    }

    @Test
    default void aKeyThatIsTooLongIsRefusedForItselfAlone() throws StorageException {
        needs(Capability.LIMITS_CHECKED);
        String tooLong = "k".repeat(store().limits().maxKeyBytes() + 1);
        StorageException failure = assertFails(FailureClass.REJECTED, () -> put(tooLong, "body"));
        assertEquals(FailureScope.OBJECT, failure.scope());
    }

    @Test
    default void tooMuchUserMetadataIsRefusedForThatObjectAlone() {
        needs(Capability.LIMITS_CHECKED);
        ObjectMetadata large = ObjectMetadata.NONE.withUser("large", "v".repeat(2_100));
        StorageException failure = assertFails(
                FailureClass.REJECTED,
                () -> store().put(key("o"), large, WriteOptions.DEFAULT, BytesPayload.of("body")));
        assertEquals(FailureScope.OBJECT, failure.scope());
    }

    @Test
    default void anInterruptIsAnsweredByUnavailableAndTheFlagStays() throws StorageException {
        put("o", "body");
        Thread.currentThread().interrupt();
        try {
            store().head(key("o"));
        } catch (StorageException e) {
            assertInstanceOf(StorageException.Unavailable.class, e);
        } finally {
            assertTrue(Thread.interrupted(), "the flag was lost");
        }
        assertEquals(4, store().head(key("o")).stamp().size());
    }

    @Test
    default void messagesNameTheObject() {
        StorageException failure = assertFails(FailureClass.MISSING, () -> store().head(key("named-in-the-message")));
        String message = String.valueOf(failure.getMessage());
        assertTrue(message.contains("named-in-the-message"), message);
    }

    @Test
    default void theDescriptionNamesTheBucket() {
        assertTrue(store().description().contains(store().bucket()), store().description());
        assertFalse(store().bucket().isEmpty());
    }

    private void assertMissingBucket(Executable request) {
        StorageException failure = assertFails(FailureClass.MISSING, request);
        assertEquals(FailureScope.BUCKET, failure.scope(), () -> "scope of: " + failure.getMessage());
    }

    private void assertDenied(Executable request) {
        StorageException failure = assertFails(FailureClass.DENIED, request);
        assertEquals(FailureScope.CREDENTIALS, failure.scope(), () -> "scope of: " + failure.getMessage());
    }
}
