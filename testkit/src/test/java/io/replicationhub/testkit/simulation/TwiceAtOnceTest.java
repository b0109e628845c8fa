package io.replicationhub.testkit.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.crew.Crew;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.task.CopyTask;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.testkit.FakeClock;
import io.replicationhub.testkit.RequestKind;
import io.replicationhub.testkit.fault.Fault;
import io.replicationhub.testkit.fault.FaultScript;
import io.replicationhub.testkit.fault.FaultyStore;
import io.replicationhub.testkit.fault.Mishaps;
import io.replicationhub.testkit.memory.MemoryCloud;
import io.replicationhub.testkit.memory.MemoryJournal;
import io.replicationhub.testkit.memory.MemoryObjectStore;
import io.replicationhub.transfer.EngineOptions.Route;
import io.replicationhub.transfer.RunControl;
import io.replicationhub.transfer.TransferEngine;
import io.replicationhub.transfer.TransferEngine.Delivered;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A task that came twice is worked on by two threads at the same time. */
@Timeout(60)
class TwiceAtOnceTest {
    private static final ObjectKey KEY = new ObjectKey("o");
    private final FakeClock clock = FakeClock.atStart();
    private final MemoryCloud cloud = MemoryCloud.with(clock, Rig.LIMITS, 100);
    private final MemoryObjectStore source = cloud.createBucket("from");
    private final MemoryObjectStore destination = cloud.createBucket("to");
    private final MemoryJournal journal = new MemoryJournal();

    @Test
    void everyUploadThatIsLeftIsRemembered() throws Exception {
        source.put(KEY, ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.random(1, 700));
        CopyTask task = new CopyTask(KEY, KEY, source.head(KEY).stamp());
        CountDownLatch bothAtWork = new CountDownLatch(2);
        FaultScript meet = FaultScript.always(RequestKind.CREATE_UPLOAD, new Fault.Before(any -> {
            bothAtWork.countDown();
            awaitBriefly(bothAtWork);
        }));
        FaultScript parts = FaultScript.always(RequestKind.UPLOAD_PART, new Fault.Before(Mishaps.throttled()));
        FaultyStore to = new FaultyStore(destination, meet.or(parts));
        TransferEngine engine =
                new TransferEngine(Rig.setup(source, to, Route.THROUGH_US, journal, clock, Crew.ALONE, 1));
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<Outcome> one = threads.submit(() -> engine.copy(task, Delivered.FIRST, RunControl.unlimited()));
            Future<Outcome> two = threads.submit(() -> engine.copy(task, Delivered.FIRST, RunControl.unlimited()));
            assertInstanceOf(Outcome.Failed.class, one.get());
            assertInstanceOf(Outcome.Failed.class, two.get());
        }
        List<String> open = destination.openUploads().stream()
                .map(upload -> upload.upload().id())
                .toList();
        List<String> remembered = journal.all(to.description()).stream()
                .flatMap(record -> record.uploadId().stream())
                .toList();
        assertTrue(!open.isEmpty());
        assertEquals(remembered, open);
    }

    private static void awaitBriefly(CountDownLatch latch) {
        try {
            boolean met = latch.await(200, TimeUnit.MILLISECONDS);
            assert met || latch.getCount() == 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
