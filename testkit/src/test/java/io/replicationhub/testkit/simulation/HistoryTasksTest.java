package io.replicationhub.testkit.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.crew.Crew;
import io.replicationhub.history.Carried;
import io.replicationhub.history.Histories;
import io.replicationhub.history.HistoryDiff;
import io.replicationhub.object.ETag;
import io.replicationhub.object.ForwardingStore;
import io.replicationhub.object.ListedVersion;
import io.replicationhub.object.MultipartUploads;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.Payload;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.UploadId;
import io.replicationhub.object.UploadedPart;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.queue.InProcessQueue;
import io.replicationhub.queue.QueueException;
import io.replicationhub.select.Selection;
import io.replicationhub.send.HistorySender;
import io.replicationhub.send.SendSettings;
import io.replicationhub.task.HistoryTask;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.testkit.RequestKind;
import io.replicationhub.testkit.fault.Fault;
import io.replicationhub.testkit.fault.FaultScript;
import io.replicationhub.testkit.fault.FaultyQueue;
import io.replicationhub.testkit.fault.FaultyStore;
import io.replicationhub.testkit.fault.Mishaps;
import io.replicationhub.testkit.memory.MemoryTaskQueue;
import io.replicationhub.testkit.memory.QueueTrouble;
import io.replicationhub.transfer.RunControl;
import io.replicationhub.transfer.TransferEngine.Delivered;
import io.replicationhub.transfer.TransferSetup;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Single keys whose histories come as tasks. */
@Timeout(60)
class HistoryTasksTest extends OneHistory {
    @Test
    void manyWorkersAtOneKeyWriteItsHistoryOnce() throws Exception {
        for (int n = 0; n < 12; n++) {
            write(n % 2, n % 5 == 4 ? 640 : 30);
            if (n % 4 == 3) {
                source.delete(KEY);
            }
        }
        CountDownLatch taken = new CountDownLatch(1);
        // Who has the key does not write before another was turned away: else they might never meet.
        ObjectStore meeting = new ForwardingStore(destination) {
            @Override
            public ETag put(ObjectKey key, ObjectMetadata metadata, WriteOptions options, Payload payload)
                    throws StorageException {
                awaitAtMost(taken, Duration.ofSeconds(20));
                return super.put(key, metadata, options, payload);
            }
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<?>> all = new ArrayList<>();
            for (int n = 0; n < 8; n++) {
                all.add(threads.submit(() -> {
                    Histories own = histories(meeting);
                    while (!(carry(own, TASK) instanceof Carried.Whole)) {
                        taken.countDown();
                        Thread.sleep(1);
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        assertSame();
        assertEquals(0, taken.getCount(), "they met");
        assertEquals(List.of(), destination.openUploads());
    }

    @Test
    void aKeyThatAnotherHasIsLeftAloneUntilItsLeaseIsOver() throws Exception {
        write(1, 10);
        UploadId claim = destination.uploads().create(KEY, ObjectMetadata.NONE, WriteOptions.DEFAULT);
        clock.advance(Duration.ofMinutes(19));
        assertInstanceOf(Carried.Taken.class, carry(histories(destination), TASK));
        assertEquals(0, destination.requests().of(RequestKind.PUT));
        clock.advance(Duration.ofMinutes(2));
        assertEquals(new Carried.Whole(1), carry(histories(destination), TASK));
        assertSame();
        assertEquals(claim, destination.openUploads().getFirst().upload(), "it is not ours to end");
    }

    @Test
    void anUploadGoesOnForTheVeryVersionThatItWasBegunFor() throws Exception {
        write(1, 640);
        write(1, 640);
        RunControl run = RunControl.unlimited();
        Carried.Stopped first = assertInstanceOf(Carried.Stopped.class, stopped(TASK, run, RequestKind.UPLOAD_PART, 4));
        assertEquals(0, first.entries());
        long sent = destination.requests().of(RequestKind.UPLOAD_PART);
        HistoryTask next = TASK.leaving(first.left());
        assertEquals(4, next.begun().orElseThrow().upload().held());

        Carried.Stopped second = assertInstanceOf(
                Carried.Stopped.class, stopped(next, RunControl.unlimited(), RequestKind.COMPLETE_UPLOAD, 1));
        assertEquals(1, second.entries());
        assertEquals(10, destination.requests().of(RequestKind.UPLOAD_PART), "no part of the first twice: " + sent);

        // The upload of the first version comes once more, and has the second one's bytes.
        assertEquals(new Carried.Whole(1), carry(histories(destination), next));
        assertSame();
        assertEquals(List.of(), destination.openUploads());
        assertEquals(2, names().stream().distinct().count());
    }

    @Test
    void aVersionThatIsUploadedTwiceIsThereOnce() throws Exception {
        UploadId upload = source.uploads().create(KEY, ObjectMetadata.NONE, WriteOptions.DEFAULT);
        List<UploadedPart> parts = new ArrayList<>();
        for (int number = 1; number <= 5; number++) {
            parts.add(source.uploads().uploadPart(upload, number, BytesPayload.random(number, 64)));
        }
        source.uploads().complete(upload, parts);
        write(9, 10);
        assertEquals(new Carried.Whole(2), carry(histories(new OtherTags(destination)), TASK));
        assertEquals(2, destination.requests().of(RequestKind.COMPLETE_UPLOAD), "for another ETag than the source's");
        assertEquals(1, destination.requests().of(RequestKind.DELETE_VERSION));
        assertSame();
    }

    @Test
    void aSenderWhoseQueueFailsEndsWithTheQueuesFailure() throws Exception {
        for (int n = 0; n < 50; n++) {
            source.put(new ObjectKey("k" + n), ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.random(n, 3));
        }
        var queue = new MemoryTaskQueue(clock, clock.sleeper(), Duration.ofMinutes(1), QueueTrouble.none());
        var broken =
                new FaultyQueue(queue, FaultScript.always(RequestKind.SEND, new Fault.Before(Mishaps.unavailable())));
        assertThrows(QueueException.class, () -> sender(broken).run(RunControl.unlimited()));
        HistorySender.Result.Sent sent =
                assertInstanceOf(HistorySender.Result.Sent.class, sender(queue).run(RunControl.unlimited()));
        assertEquals(50, sent.tasks());
        assertEquals(
                50,
                queue.unsettled().stream()
                        .mapToInt(message -> message.tasks().size())
                        .sum());
        assertTrue(
                queue.unsettled().stream().allMatch(message -> message.tasks().size() <= 20));
    }

    /** Then nobody asks again whether the run goes on. */
    @Test
    void theLastTaskOfAllIsNotLostWithoutAWord() throws Exception {
        source.put(new ObjectKey("k"), ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.random(1, 3));
        var queue = new MemoryTaskQueue(clock, clock.sleeper(), Duration.ofMinutes(1), QueueTrouble.none());
        var broken =
                new FaultyQueue(queue, FaultScript.always(RequestKind.SEND, new Fault.Before(Mishaps.unavailable())));
        assertThrows(QueueException.class, () -> sender(broken).run(RunControl.unlimited()));
    }

    @Test
    void aSenderThatIsInterruptedWhileItSendsHasNotSent() throws Exception {
        source.put(new ObjectKey("k"), ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.random(1, 3));
        var interrupted = new FaultyQueue(
                new InProcessQueue(10, clock::nanos),
                FaultScript.always(
                        RequestKind.SEND,
                        new Fault.Before(request -> Thread.currentThread().interrupt())));
        assertThrows(InterruptedException.class, () -> sender(interrupted).run(RunControl.unlimited()));
        // For whoever runs on this thread next.
        assertTrue(Thread.interrupted());
    }

    private HistorySender sender(io.replicationhub.queue.TaskQueue queue) {
        TransferSetup setup = setup(source, destination);
        return new HistorySender(
                new HistoryDiff(
                        setup.source(), setup.destination(), setup.persistence(), Crew.ALONE, Selection.EVERYTHING),
                queue,
                SendSettings.STANDARD,
                clock);
    }

    /** Carries until so many of a kind of request were made. */
    private Carried stopped(HistoryTask task, RunControl run, RequestKind kind, int after) {
        AtomicInteger asked = new AtomicInteger();
        FaultyStore to = new FaultyStore(destination, request -> {
            if (request.kind() == kind && asked.incrementAndGet() == after) {
                run.drain();
            }
            return Fault.NONE;
        });
        return histories(to).carry(task, Delivered.FIRST, (told, outcome) -> {}, run);
    }

    private static void awaitAtMost(CountDownLatch latch, Duration most) {
        try {
            boolean unused = latch.await(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Histories histories(ObjectStore to) {
        return histories(source, to);
    }

    private List<String> names() throws Exception {
        List<String> names = new ArrayList<>();
        for (ListedVersion version : ToldHistories.of(destination).get(KEY.value())) {
            names.add(destination
                    .versions()
                    .orElseThrow()
                    .head(KEY, version.id())
                    .metadata()
                    .user()
                    .get(ObjectMetadata.SOURCE_VERSION));
        }
        return names;
    }

    /** Answers a completion with an ETag that is not made of the parts'. */
    private static final class OtherTags extends ForwardingStore {
        private final ObjectStore inner;

        OtherTags(ObjectStore inner) {
            super(inner);
            this.inner = inner;
        }

        @Override
        public MultipartUploads uploads() {
            MultipartUploads real = inner.uploads();
            return (MultipartUploads) Proxy.newProxyInstance(
                    MultipartUploads.class.getClassLoader(),
                    new Class<?>[] {MultipartUploads.class},
                    (proxy, method, arguments) -> {
                        Object answer = method.invoke(real, arguments);
                        return method.getName().equals("complete") ? new ETag("another") : answer;
                    });
        }
    }
}
