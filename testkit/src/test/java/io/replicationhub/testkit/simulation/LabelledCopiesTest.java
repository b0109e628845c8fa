package io.replicationhub.testkit.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.task.CopyTask;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.testkit.FakeClock;
import io.replicationhub.testkit.memory.MemoryCloud;
import io.replicationhub.testkit.memory.MemoryObject;
import io.replicationhub.testkit.memory.MemoryObjectStore;
import io.replicationhub.transfer.EngineOptions.Route;
import io.replicationhub.transfer.RunControl;
import io.replicationhub.transfer.TransferEngine.Delivered;
import io.replicationhub.transfer.WorkStopped;
import org.junit.jupiter.api.Test;

/** The label that a copy bears must not cost the copy. */
class LabelledCopiesTest {
    private static final ObjectKey KEY = new ObjectKey("o");
    private final FakeClock clock = FakeClock.atStart();
    private final MemoryCloud cloud = MemoryCloud.with(clock, Rig.LIMITS, 100);
    private final MemoryObjectStore source = cloud.createBucket("from");
    private final MemoryObjectStore destination = cloud.createBucket("to");

    @Test
    void aCopyWhoseETagIsAnotherRemembersTheSources() throws Exception {
        MemoryObject copy = copyOf(ObjectMetadata.NONE.withUser("a", "b"));
        assertEquals(
                source.head(KEY).stamp().etag().value(), copy.metadata().user().get(ObjectMetadata.SOURCE_ETAG));
    }

    @Test
    void anObjectWhoseOwnMetadataLeavesNoRoomIsCopiedWithoutTheLabel() throws Exception {
        ObjectMetadata full = ObjectMetadata.NONE.withUser("full", "v".repeat(2_048 - "full".length()));
        MemoryObject copy = copyOf(full);
        assertEquals(full.user(), copy.metadata().user());
        assertTrue(Versions.isCopy(copy, source.object("o").orElseThrow()));
    }

    private MemoryObject copyOf(ObjectMetadata metadata) throws StorageException, WorkStopped {
        source.put(KEY, metadata, WriteOptions.DEFAULT, BytesPayload.random(1, 700));
        CopyTask task = new CopyTask(KEY, KEY, source.head(KEY).stamp());
        Outcome outcome = Rig.engine(source, destination, Route.THROUGH_US, clock)
                .copy(task, Delivered.FIRST, RunControl.unlimited());
        assertInstanceOf(Outcome.Copied.class, outcome, outcome::toString);
        return destination.object("o").orElseThrow();
    }
}
