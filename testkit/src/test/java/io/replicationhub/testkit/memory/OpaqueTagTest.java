package io.replicationhub.testkit.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.replicationhub.object.ETag;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.testkit.FakeClock;
import io.replicationhub.testkit.memory.MemoryCloud.Tagging;
import org.junit.jupiter.api.Test;

/** Tags that say nothing must not seem to say that bytes are equal. */
class OpaqueTagTest {
    private static ETag first(MemoryObjectStore bucket, String body) throws Exception {
        return bucket.put(new ObjectKey("k"), ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.of(body));
    }

    private static MemoryObjectStore bucket() {
        return MemoryCloud.s3(FakeClock.atStart()).tagging(Tagging.OPAQUE).createBucket("bucket");
    }

    @Test
    void theFirstWritesOfTwoCloudsHaveOtherTagsWhereBytesDiffer() throws Exception {
        assertNotEquals(first(bucket(), "one"), first(bucket(), "two"));
    }

    @Test
    void eachWriteHasAnother() throws Exception {
        MemoryObjectStore bucket = bucket();
        assertNotEquals(first(bucket, "one"), first(bucket, "one"));
    }

    /** So that a simulation can be replayed. */
    @Test
    void theSameStoryHasTheSameTags() throws Exception {
        assertEquals(first(bucket(), "one"), first(bucket(), "one"));
    }
}
