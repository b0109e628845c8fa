package io.replicationhub.testkit.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.replicationhub.crew.Crew;
import io.replicationhub.history.HistoryRun;
import io.replicationhub.journal.UploadJournal;
import io.replicationhub.object.ETag;
import io.replicationhub.object.ForwardingStore;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.ObjectVersions.Keeping;
import io.replicationhub.object.Payload;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.select.Selection;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.testkit.FakeClock;
import io.replicationhub.testkit.memory.MemoryCloud;
import io.replicationhub.testkit.memory.MemoryObjectStore;
import io.replicationhub.transfer.EngineOptions.Route;
import io.replicationhub.transfer.RunControl;
import io.replicationhub.transfer.WorkStopped;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Walks through histories that are told to stop while a version is written. */
class HistoryEndTest {
    private final FakeClock clock = FakeClock.atStart();
    private final MemoryCloud cloud = MemoryCloud.with(clock, Rig.LIMITS, 100);
    private final MemoryObjectStore from = cloud.createBucket("from").keeping(Keeping.ENABLED);
    private final MemoryObjectStore to = cloud.createBucket("to").keeping(Keeping.ENABLED);
    private final RunControl run = RunControl.unlimited();

    @Test
    void whereThatIsTheLastOneTheWalkIsAtItsEnd() throws Exception {
        write("a");
        carry();
        assertEquals(List.of("a"), to.keys());
    }

    @Test
    void whereAnotherKeyIsLeftItIsNot() throws Exception {
        write("a");
        write("b");
        assertThrows(WorkStopped.class, this::carry);
        assertEquals(List.of("a"), to.keys());
    }

    private void write(String key) throws StorageException {
        from.put(new ObjectKey(key), ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.random(1, 10));
    }

    private void carry() throws Exception {
        ObjectStore stopping = new ForwardingStore(to) {
            @Override
            public ETag put(ObjectKey key, ObjectMetadata metadata, WriteOptions options, Payload payload)
                    throws StorageException {
                run.drain();
                return super.put(key, metadata, options, payload);
            }
        };
        HistoryRun.carrying(
                        Rig.setup(from, stopping, Route.THROUGH_US, UploadJournal.NONE, clock, Crew.ALONE, 0),
                        Selection.EVERYTHING,
                        new HistorySimulationTest.Silent(),
                        run)
                .run();
    }
}
