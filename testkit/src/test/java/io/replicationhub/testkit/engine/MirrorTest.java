package io.replicationhub.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.FailureClass;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ForwardingStore;
import io.replicationhub.object.ListPage;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.ListedVersion;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectVersions.Keeping;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.VersionListRequest;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.outcome.SkipReason;
import io.replicationhub.queue.Delivery;
import io.replicationhub.select.Filter;
import io.replicationhub.select.Selection;
import io.replicationhub.task.DeleteTask;
import io.replicationhub.task.Task;
import io.replicationhub.task.TaskMessage;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.testkit.RequestKind;
import io.replicationhub.testkit.fault.Fault;
import io.replicationhub.testkit.fault.FaultScript;
import io.replicationhub.testkit.fault.FaultyStore;
import io.replicationhub.testkit.fault.Mishaps;
import io.replicationhub.testkit.memory.MemoryDeadLetters;
import io.replicationhub.testkit.memory.MemoryTaskQueue;
import io.replicationhub.testkit.memory.QueueTrouble;
import io.replicationhub.transfer.Mirroring;
import io.replicationhub.transfer.Mirroring.Deletes;
import io.replicationhub.transfer.Seen;
import io.replicationhub.transfer.TransferEngine;
import io.replicationhub.transfer.TransferEngine.Delivered;
import io.replicationhub.worker.Verdict;
import io.replicationhub.worker.Worker;
import io.replicationhub.worker.WorkerOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deletes at the destination, and what keeps them from being made. */
class MirrorTest {
    private final Bench bench = new Bench();
    private final MemoryTaskQueue queue =
            new MemoryTaskQueue(bench.clock, bench.clock.sleeper(), Duration.ofMinutes(15), QueueTrouble.none());
    private final MemoryDeadLetters letters = new MemoryDeadLetters();
    private final Map<String, Outcome> outcomes = new HashMap<>();

    @BeforeEach
    void begin() throws StorageException {
        bench.mirroring = new Mirroring(Selection.EVERYTHING, Deletes.MIRRORED);
        copyAtDestination("gone");
        copyAtDestination("kept");
        bench.write("kept", 10);
    }

    @Test
    void whatTheSourceDoesNotHaveIsDeleted() throws Exception {
        assertEquals(List.of(Verdict.DONE), work(1, delete("gone")));
        assertEquals(new Outcome.Deleted(), outcomes.get("gone"));
        assertEquals(List.of("kept"), bench.to.keys());
    }

    @Test
    void whatTheSourceHasAgainIsCopiedAndNotDeleted() throws Exception {
        bench.write("gone", 20);
        work(1, delete("gone"));
        assertInstanceOf(Outcome.Copied.class, outcomes.get("gone"));
        assertEquals(0, bench.to.requests().of(RequestKind.DELETE));
        assertEquals(20, bench.to.object("gone").orElseThrow().bytes().length);
    }

    @Test
    void whatComesBackInTheMomentOfTheDeleteIsCopied() throws Exception {
        bench.destination = new ForwardingStore(bench.to) {
            @Override
            public void delete(ObjectKey key) throws StorageException {
                // Between the look at the source and the delete: somebody writes the object and has it copied.
                bench.write("gone", 30);
                copyAtDestination("gone");
                super.delete(key);
            }
        };
        work(1, delete("gone"));
        assertInstanceOf(Outcome.Copied.class, outcomes.get("gone"));
        assertEquals(30, bench.to.object("gone").orElseThrow().bytes().length);
    }

    @Test
    void aSourceThatDoesNotSayKeepsTheCopy() throws Exception {
        for (FailureClass failure : List.of(FailureClass.DENIED, FailureClass.UNAVAILABLE, FailureClass.REJECTED)) {
            bench.source = new FaultyStore(
                    bench.from, FaultScript.always(RequestKind.HEAD, new Fault.Before(Mishaps.failure(failure))));
            work(1, delete("gone"));
            assertEquals(0, bench.to.requests().of(RequestKind.DELETE), failure.name());
        }
        assertEquals(List.of("gone", "kept"), bench.to.keys());
    }

    @Test
    void aSourceBucketThatIsGoneItselfHaltsTheRunAndDeletesNothing() throws Exception {
        bench.cloud.deleteBucket("from");
        assertEquals(List.of(Verdict.RETURNED), work(1, delete("gone")));
        assertTrue(bench.run.halted().isPresent());
        assertEquals(List.of("gone", "kept"), bench.to.keys());
    }

    @Test
    void ofManyDeletesAtOnceOneLooksAtTheSourcesBucket() throws Exception {
        var looks = new AtomicInteger();
        bench.source = new ForwardingStore(bench.from) {
            @Override
            public ListPage list(ListRequest request) throws StorageException {
                looks.incrementAndGet();
                // Long enough for all others to want to know, too.
                LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
                return super.list(request);
            }
        };
        for (Future<Seen> delete : eightDeletesAtOnce()) {
            assertEquals(new Seen.Settled(new Outcome.Deleted()), delete.get());
        }
        assertEquals(1, looks.get());
    }

    @Test
    void aLookThatFailsIsTriedAnewByNobodyWhoWaitedForIt() throws Exception {
        var looks = new AtomicInteger();
        bench.source = new ForwardingStore(bench.from) {
            @Override
            public ListPage list(ListRequest request) throws StorageException {
                looks.incrementAndGet();
                LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
                throw new StorageException.Rejected(FailureScope.OBJECT, "listing: not today", null);
            }
        };
        for (Future<Seen> delete : eightDeletesAtOnce()) {
            Seen.Settled settled = assertInstanceOf(Seen.Settled.class, delete.get());
            assertInstanceOf(Outcome.Failed.class, settled.outcome());
        }
        assertEquals(1, looks.get());
        assertEquals(0, bench.to.requests().of(RequestKind.DELETE));
    }

    @Test
    void aWorkerThatIsNotToDeleteDoesNot() throws Exception {
        bench.mirroring = Mirroring.COPIES_ONLY;
        work(1, delete("gone"));
        assertEquals(new Outcome.Skipped(SkipReason.DELETES_OFF), outcomes.get("gone"));
        assertEquals(List.of("gone", "kept"), bench.to.keys());
    }

    @Test
    void aTaskOutsideOfWhatTheWorkerIsForIsRefused() throws Exception {
        bench.mirroring = new Mirroring(new Selection("in/", "out/", Filter.ALL), Deletes.MIRRORED);
        Task foreign = delete("gone");
        Task crooked = new DeleteTask(new ObjectKey("in/x"), new ObjectKey("kept"));
        work(1, foreign, crooked);
        assertEquals(2, letters.letters().size());
        assertTrue(letters.letters().getFirst().reason().contains("not what this worker is for"));
        assertEquals(List.of("gone", "kept"), bench.to.keys());
    }

    @Test
    void whatIsBackButNotSelectedIsLeftAlone() throws Exception {
        Filter small =
                new Filter(List.of(), OptionalLong.empty(), OptionalLong.of(25), Optional.empty(), Optional.empty());
        bench.mirroring = new Mirroring(new Selection("", "", small), Deletes.MIRRORED);
        bench.write("gone", 26);
        work(1, delete("gone"));
        assertEquals(new Outcome.Skipped(SkipReason.NOT_SELECTED), outcomes.get("gone"));
        assertEquals(List.of("gone", "kept"), bench.to.keys());
    }

    @Test
    void aTaskThatComesAgainFindsItselfDoneAndLeavesNoSecondMarker() throws Exception {
        work(1, delete("gone"));
        work(2, delete("gone"));
        assertEquals(new Outcome.AlreadyGone(), outcomes.get("gone"));
        assertEquals(1, bench.to.requests().of(RequestKind.DELETE));
    }

    @Test
    void aLostAnswerIsAskedForAgain() throws Exception {
        bench.to.keeping(Keeping.ENABLED);
        bench.destination = new FaultyStore(
                bench.to, FaultScript.first(RequestKind.DELETE, 1, new Fault.After(Mishaps.unavailable())));
        work(1, delete("gone"));
        assertEquals(new Outcome.Deleted(), outcomes.get("gone"));
        assertEquals(1, bench.to.requests().of(RequestKind.DELETE));
        assertEquals(1, markersOf("gone"));
    }

    @Test
    void aDeleteThatWasNotMadeIsMadeAgain() throws Exception {
        bench.destination = new FaultyStore(
                bench.to, FaultScript.first(RequestKind.DELETE, 1, new Fault.Before(Mishaps.unavailable())));
        work(1, delete("gone"));
        assertEquals(new Outcome.Deleted(), outcomes.get("gone"));
        assertEquals(List.of("kept"), bench.to.keys());
    }

    @Test
    void whatFailsInPassingComesAgain() throws Exception {
        bench.destination = new FaultyStore(
                bench.to,
                FaultScript.always(RequestKind.DELETE, new Fault.Before(Mishaps.failure(FailureClass.UNAVAILABLE))));
        assertEquals(List.of(Verdict.RETURNED), work(1, delete("gone")));
        assertEquals(List.of(), letters.letters());
        assertEquals(List.of(), List.copyOf(outcomes.values()));
    }

    @Test
    void aDestinationThatRefusesLeavesADeadLetter() throws Exception {
        bench.destination = new FaultyStore(
                bench.to,
                FaultScript.always(RequestKind.DELETE, new Fault.Before(Mishaps.failure(FailureClass.DENIED))));
        work(1, delete("gone"), delete("elsewhere"));
        assertEquals(2, letters.letters().size());
        assertEquals(FailureClass.DENIED, letters.letters().getFirst().failureClass());
    }

    private long markersOf(String key) throws StorageException {
        return bench.to.versions().orElseThrow().list(VersionListRequest.first(key)).entries().stream()
                .filter(ListedVersion.DeleteMarker.class::isInstance)
                .count();
    }

    private static DeleteTask delete(String key) {
        return new DeleteTask(new ObjectKey(key), new ObjectKey(key));
    }

    private void copyAtDestination(String key) throws StorageException {
        bench.to.put(
                new ObjectKey(key), ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.random(key.hashCode(), 10));
    }

    /** All done when this returns. */
    private List<Future<Seen>> eightDeletesAtOnce() throws Exception {
        TransferEngine engine = bench.engine();
        List<Future<Seen>> deletes = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < 8; n++) {
                copyAtDestination("gone " + n);
                DeleteTask one = delete("gone " + n);
                deletes.add(threads.submit(() -> engine.delete(one, Delivered.FIRST, bench.run)));
            }
        }
        return deletes;
    }

    private List<Verdict> work(int receiveCount, Task... tasks) throws Exception {
        queue.send(List.of(TaskMessage.of(List.of(tasks))));
        Worker worker = new Worker(
                bench.engine(),
                queue,
                letters,
                (task, outcome) -> outcomes.put(task.key().value(), outcome),
                bench.crew,
                WorkerOptions.DEFAULT,
                bench.run,
                new Random(4));
        List<Delivery> taken = new ArrayList<>();
        for (Delivery delivery : queue.receive(10, Duration.ofSeconds(1))) {
            taken.add(new Delivery(delivery.message(), delivery.receipt(), receiveCount));
        }
        return worker.process(taken);
    }
}
