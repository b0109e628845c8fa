package io.replicationhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.replicationhub.object.CopySource;
import io.replicationhub.object.ETag;
import io.replicationhub.object.FailureClass;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectReading;
import io.replicationhub.object.ObjectTags;
import io.replicationhub.object.ReadRequest;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.UploadId;
import io.replicationhub.object.UploadedPart;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.testkit.BytesPayload;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tags come back as they went in, and are counted before anyone asks for them. */
interface TagPromises extends StorePromises {
    /** Letters, spaces and the signs that S3 allows in tags (S3 User Guide, "Categorizing your objects using tags"). */
    ObjectTags TAGS =
            ObjectTags.of(Map.of("team", "data", "a b", "+ - = . _ : / @", "stufe", "gr\u00fcn", "empty", ""));

    /** Tags that the store allows. */
    default ObjectTags tags() {
        return TAGS;
    }

    @Test
    default void tagsAreKeptWhicheverWayTheyWentIn() throws StorageException {
        needs(Capability.TAGS);
        putTagged("by-put");
        assertEquals(tags(), store().tags(key("by-put")));
        needs(Capability.TAGS_OF_UPLOADS);
        UploadId upload =
                store().uploads().create(key("by-upload"), ObjectMetadata.NONE, WriteOptions.DEFAULT.with(tags()));
        UploadedPart part = store().uploads().uploadPart(upload, 1, BytesPayload.of("body"));
        store().uploads().complete(upload, List.of(part));
        assertEquals(tags(), store().tags(key("by-upload")));
    }

    @Test
    default void theNumberOfTagsIsToldWithTheObject() throws StorageException {
        needs(Capability.TAGS);
        ETag etag = putTagged("o");
        assertEquals(tags().size(), store().head(key("o")).tagCount());
        try (ObjectReading reading = store().open(ReadRequest.whole(key("o"), etag))) {
            assertEquals(tags().size(), reading.head().tagCount());
        }
    }

    @Test
    default void anObjectWithoutTagsSaysSo() throws StorageException {
        needs(Capability.TAGS);
        put("o", "body");
        assertEquals(ObjectTags.NONE, store().tags(key("o")));
        assertEquals(0, store().head(key("o")).tagCount());
    }

    @Test
    default void aNewObjectHasNoneOfItsPredecessorsTags() throws StorageException {
        needs(Capability.TAGS);
        putTagged("o");
        put("o", "new");
        assertEquals(ObjectTags.NONE, store().tags(key("o")));
    }

    @Test
    default void tagsOfAnObjectThatIsNotThereAreMissing() throws StorageException {
        needs(Capability.TAGS);
        StorageException failure = assertFails(FailureClass.MISSING, () -> store().tags(key("gone")));
        assertEquals(FailureScope.OBJECT, failure.scope());
    }

    @Test
    default void aCopyKeepsItsSourcesTagsUnlessItIsGivenOthers() throws StorageException {
        needs(Capability.COPY);
        needs(Capability.TAGS);
        needs(Capability.TAGS_OF_COPIES);
        CopySource from = fromHere("from", putTagged("from"));
        other().copy(from, key("kept"), null, WriteOptions.DEFAULT);
        assertEquals(tags(), other().tags(key("kept")));
        ObjectTags others = ObjectTags.of(Map.of("other", "tag"));
        other().copy(from, key("replaced"), null, WriteOptions.DEFAULT.with(others));
        assertEquals(others, other().tags(key("replaced")));
        other().copy(from, key("none"), null, WriteOptions.DEFAULT.with(ObjectTags.NONE));
        assertEquals(ObjectTags.NONE, other().tags(key("none")));
    }

    @Test
    default void metadataIsReplacedAndTagsAreKeptInOneCopy() throws StorageException {
        needs(Capability.COPY);
        needs(Capability.TAGS);
        needs(Capability.TAGS_OF_COPIES);
        CopySource from = fromHere("from", putTagged("from"));
        ObjectMetadata replacement = SampleMetadata.ofUser(Map.of("new", "pair"));
        other().copy(from, key("to"), replacement, WriteOptions.DEFAULT);
        assertEquals(tags(), other().tags(key("to")));
        assertEquals(replacement.user(), other().head(key("to")).metadata().user());
    }

    private ETag putTagged(String name) throws StorageException {
        return store().put(key(name), ObjectMetadata.NONE, WriteOptions.DEFAULT.with(tags()), BytesPayload.of("body"));
    }
}
