package io.replicationhub.testkit.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.replicationhub.crew.Crew;
import io.replicationhub.history.Carried;
import io.replicationhub.history.Histories;
import io.replicationhub.journal.TaskJournal;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectVersions.Keeping;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.task.HistoryTask;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.testkit.FakeClock;
import io.replicationhub.testkit.RequestKind;
import io.replicationhub.testkit.fault.Fault;
import io.replicationhub.testkit.fault.FaultScript;
import io.replicationhub.testkit.fault.FaultyStore;
import io.replicationhub.testkit.fault.Mishaps;
import io.replicationhub.testkit.memory.MemoryCloud;
import io.replicationhub.testkit.memory.MemoryObjectStore;
import io.replicationhub.transfer.EngineOptions.Route;
import io.replicationhub.transfer.RunControl;
import io.replicationhub.transfer.TransferEngine.Delivered;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * A claim to a key counts for a time only. Who has stood still for so long, in the midst of one version, writes nothing
 * more: another may have the key by then.
 */
class ClaimTimeTest {
    private static final ObjectKey KEY = new ObjectKey("k");
    private static final Duration LONG = Duration.ofMinutes(15);

    private final FakeClock clock = FakeClock.atStart();
    private final MemoryCloud cloud = MemoryCloud.with(clock, Rig.LIMITS, 100);
    private final MemoryObjectStore source = cloud.createBucket("from").keeping(Keeping.ENABLED);
    private final MemoryObjectStore destination = cloud.createBucket("to").keeping(Keeping.ENABLED);
    private final Fault standStill = new Fault.Before(request -> clock.advance(LONG));

    @Test
    void noBodyIsWrittenThatTookTooLongToRead() throws Exception {
        write(30);
        assertStopped(carry(FaultScript.nth(RequestKind.GET, 1, standStill), FaultScript.none(), Route.THROUGH_US));
        assertEquals(0, destination.requests().of(RequestKind.PUT));
    }

    @Test
    void noCopyIsMadeByTheStore() throws Exception {
        write(30);
        assertStopped(carry(FaultScript.nth(RequestKind.HEAD, 1, standStill), FaultScript.none(), Route.SERVER_SIDE));
        assertEquals(0, destination.requests().of(RequestKind.COPY));
    }

    @Test
    void noUploadIsCompleted() throws Exception {
        write(640);
        assertStopped(
                carry(FaultScript.none(), FaultScript.nth(RequestKind.UPLOAD_PART, 10, standStill), Route.THROUGH_US));
        assertEquals(0, destination.requests().of(RequestKind.COMPLETE_UPLOAD));
    }

    @Test
    void noDeleteIsMadeAgain() throws Exception {
        write(30);
        source.delete(KEY);
        FaultScript lost = FaultScript.nth(RequestKind.DELETE, 1, new Fault.Before(Mishaps.unavailable()));
        // Both histories are read first.
        FaultScript late = FaultScript.nth(RequestKind.LIST_VERSIONS, 2, standStill);
        assertStopped(carry(FaultScript.none(), lost.or(late), Route.THROUGH_US));
        assertEquals(0, destination.requests().of(RequestKind.DELETE));
    }

    private Carried carry(FaultScript atSource, FaultScript atDestination, Route route) {
        var setup = Rig.setup(
                new FaultyStore(source, atSource),
                new FaultyStore(destination, atDestination),
                route,
                new TaskJournal(),
                clock,
                Crew.ALONE,
                1);
        return new Histories(setup)
                .carry(new HistoryTask(KEY, KEY), Delivered.FIRST, (told, outcome) -> {}, RunControl.unlimited());
    }

    private static void assertStopped(Carried carried) {
        assertInstanceOf(Carried.Stopped.class, carried);
    }

    private void write(int bytes) throws Exception {
        source.put(KEY, ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.random(1, bytes));
    }
}
