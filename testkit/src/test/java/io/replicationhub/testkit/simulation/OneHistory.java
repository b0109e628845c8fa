package io.replicationhub.testkit.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.replicationhub.crew.Crew;
import io.replicationhub.history.Carried;
import io.replicationhub.history.Histories;
import io.replicationhub.journal.TaskJournal;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.ObjectVersions.Keeping;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.task.HistoryTask;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.testkit.FakeClock;
import io.replicationhub.testkit.memory.MemoryCloud;
import io.replicationhub.testkit.memory.MemoryObjectStore;
import io.replicationhub.transfer.EngineOptions.Route;
import io.replicationhub.transfer.RunControl;
import io.replicationhub.transfer.TransferEngine.Delivered;
import io.replicationhub.transfer.TransferSetup;
import java.time.Duration;

/** Tests of one key, of which a source and a destination in memory keep all versions. */
abstract class OneHistory {
    static final ObjectKey KEY = new ObjectKey("k");
    static final HistoryTask TASK = new HistoryTask(KEY, KEY);

    final FakeClock clock = FakeClock.atStart();
    final MemoryObjectStore source =
            MemoryCloud.with(clock, Rig.LIMITS, 100).createBucket("from").keeping(Keeping.ENABLED);
    final MemoryObjectStore destination =
            MemoryCloud.with(clock, Rig.LIMITS, 100).createBucket("to").keeping(Keeping.ENABLED);

    void write(int body, int bytes) throws Exception {
        write(source, body, bytes);
    }

    void write(ObjectStore store, int body, int bytes) throws Exception {
        clock.advance(Duration.ofSeconds(1));
        store.put(KEY, ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.random(body, bytes));
    }

    TransferSetup setup(ObjectStore from, ObjectStore to) {
        return Rig.setup(from, to, Route.THROUGH_US, new TaskJournal(), clock, Crew.ALONE, 1);
    }

    Histories histories(ObjectStore from, ObjectStore to) {
        return new Histories(setup(from, to));
    }

    static Carried carry(Histories histories, HistoryTask task) {
        return histories.carry(task, Delivered.FIRST, (told, outcome) -> {}, RunControl.unlimited());
    }

    void assertSame() throws Exception {
        assertEquals(
                ToldHistories.told(source, ToldHistories.of(source).get(KEY.value())),
                ToldHistories.told(destination, ToldHistories.of(destination).get(KEY.value())));
    }
}
