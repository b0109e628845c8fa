package io.replicationhub.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.crew.Slots;
import io.replicationhub.crew.SlotsOptions;
import io.replicationhub.object.ETag;
import io.replicationhub.object.FailureClass;
import io.replicationhub.object.ForwardingStore;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.Payload;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.outcome.OutcomeSummary;
import io.replicationhub.outcome.OutcomeTally;
import io.replicationhub.queue.DeadLetters;
import io.replicationhub.queue.Delivery;
import io.replicationhub.queue.QueueException;
import io.replicationhub.queue.TaskQueue;
import io.replicationhub.task.CopyTask;
import io.replicationhub.task.LookTask;
import io.replicationhub.task.Task;
import io.replicationhub.task.TaskMessage;
import io.replicationhub.testkit.RequestKind;
import io.replicationhub.testkit.fault.Fault;
import io.replicationhub.testkit.fault.FaultScript;
import io.replicationhub.testkit.fault.FaultyStore;
import io.replicationhub.testkit.fault.Mishaps;
import io.replicationhub.testkit.memory.MemoryDeadLetters;
import io.replicationhub.testkit.memory.MemoryTaskQueue;
import io.replicationhub.testkit.memory.QueueTrouble;
import io.replicationhub.transfer.Halt;
import io.replicationhub.worker.Verdict;
import io.replicationhub.worker.Worker;
import io.replicationhub.worker.WorkerOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** What the worker tells the queue, and in which order. */
class WorkerTest {
    private final Bench bench = new Bench();
    private final MemoryTaskQueue queue =
            new MemoryTaskQueue(bench.clock, bench.clock.sleeper(), Duration.ofMinutes(15), QueueTrouble.none());
    private final MemoryDeadLetters letters = new MemoryDeadLetters();
    private final OutcomeTally tally = new OutcomeTally();
    private WorkerOptions options = WorkerOptions.DEFAULT;

    @Test
    void aMessageWhoseTasksAreAllSettledIsAcknowledged() throws Exception {
        assertEquals(List.of(Verdict.DONE), work(message("a", "b", "c")));
        assertEquals(List.of("a", "b", "c"), bench.to.keys());
        assertEquals(List.of(), queue.unsettled());
        assertEquals(3, tally.summary().copiedObjects());
    }

    @Test
    void whatFailsForGoodIsBuriedAtOnceAndTheRestIsDone() throws Exception {
        refuse("b", FailureClass.DENIED);
        assertEquals(List.of(Verdict.DONE), work(message("a", "b", "c")));
        assertEquals(List.of("a", "c"), bench.to.keys());
        assertEquals(List.of(), queue.unsettled());
        assertEquals(FailureClass.DENIED, letters.letters().getFirst().failureClass());
        assertEquals("b", letters.letters().getFirst().task().key().value());
        assertEquals(1, tally.summary().failedObjects());
    }

    @Test
    void onlyTheTasksThatMayFareBetterAreSentAnew() throws Exception {
        refuse("b", FailureClass.UNAVAILABLE);
        TaskMessage message = message("a", "b", "c");
        assertEquals(List.of(Verdict.SPLIT), work(message));
        assertEquals(List.of(new TaskMessage(2, List.of(message.tasks().get(1)))), queue.unsettled());
        assertEquals(List.of(), letters.letters());
        assertEquals(2, tally.summary().settled());
        assertEquals(List.of(), queue.receive(10, Duration.ZERO), "not before it had a chance to fare better");
        bench.clock.advance(Duration.ofSeconds(15));
        assertEquals(1, queue.receive(10, Duration.ZERO).size());
    }

    @Test
    void aMessageOfWhichNothingIsDoneIsGivenBackAfterAWhile() throws Exception {
        refuse("a", FailureClass.UNAVAILABLE);
        TaskMessage message = message("a");
        assertEquals(List.of(Verdict.RETURNED), work(message));
        assertEquals(List.of(message), queue.unsettled());
    }

    @Test
    void whatFailsAgainAndAgainIsBuriedInTheEnd() throws Exception {
        refuse("b", FailureClass.UNAVAILABLE);
        queue.send(List.of(message("a", "b")));
        for (int round = 0; round < 10 && !queue.backlog().isEmpty(); round++) {
            bench.clock.advance(Duration.ofMinutes(6));
            worker(queue, letters).process(queue.receive(10, Duration.ofSeconds(1)));
        }
        assertEquals(List.of(), queue.unsettled());
        assertEquals(FailureClass.UNAVAILABLE, letters.letters().getFirst().failureClass());
        assertEquals(1, letters.letters().size());
        OutcomeSummary summary = tally.summary();
        assertEquals(1, summary.failedObjects());
        assertEquals(1, summary.copiedObjects());
    }

    @Test
    void whatChangesFasterThanItIsCopiedIsSupersededInTheEnd() throws Exception {
        bench.write("a", 100);
        AtomicInteger copies = new AtomicInteger();
        bench.destination = new ForwardingStore(bench.to) {
            @Override
            public ETag put(ObjectKey key, ObjectMetadata metadata, WriteOptions write, Payload payload)
                    throws StorageException {
                ETag written = super.put(key, metadata, write, payload);
                bench.write("a", 100 + copies.incrementAndGet() % 10);
                return written;
            }
        };
        queue.send(List.of(TaskMessage.of(List.of(new LookTask(new ObjectKey("a"), new ObjectKey("a"))))));
        for (int round = 0; round < 10 && !queue.backlog().isEmpty(); round++) {
            bench.clock.advance(Duration.ofMinutes(6));
            worker(queue, letters).process(queue.receive(10, Duration.ofSeconds(1)));
        }
        assertEquals(List.of(), queue.unsettled());
        assertEquals(List.of(), letters.letters());
        assertEquals(1, tally.summary().superseded());
        assertEquals(3 * 3, copies.get(), "three looks in each of three tries");
    }

    @Test
    void aMessageThatComesAgainIsFoundDone() throws Exception {
        TaskMessage message = message("a");
        assertEquals(List.of(Verdict.DONE), work(message));
        long written = bench.to.requests().of(RequestKind.PUT);
        worker(queue, letters).process(List.of(new Delivery(message, "again", 2)));
        assertEquals(written, bench.to.requests().of(RequestKind.PUT));
        assertEquals(1, tally.summary().alreadyThere());
    }

    @Test
    void aRunThatHaltsBurnsNoMessage() throws Exception {
        bench.source = bench.cloud.bucketWithWrongSecret("from");
        TaskMessage first = message("a", "b");
        TaskMessage second = message("c");
        assertEquals(List.of(Verdict.RETURNED, Verdict.UNTOUCHED), work(first, second));
        assertEquals(List.of(first, second), queue.unsettled());
        assertEquals(List.of(), letters.letters());
        assertEquals(0, tally.summary().settled());
    }

    @Test
    void aRunThatDrainsSendsBackWhatItHasNotBegun() throws Exception {
        TaskMessage message = message("a", "b", "c");
        bench.destination = new FaultyStore(bench.to, request -> {
            if (request.kind() == RequestKind.PUT) {
                bench.run.drain();
            }
            return Fault.NONE;
        });
        assertEquals(List.of(Verdict.SPLIT), work(message));
        assertEquals(List.of("a"), bench.to.keys());
        assertEquals(List.of(new TaskMessage(1, message.tasks().subList(1, 3))), queue.unsettled());
    }

    @Test
    void tooManyFailuresHaltTheRun() throws Exception {
        bench.destination = new FaultyStore(
                bench.to, FaultScript.always(RequestKind.PUT, new Fault.Before(Mishaps.failure(FailureClass.DENIED))));
        options = options.withMostFailures(2);
        assertEquals(List.of(Verdict.SPLIT), work(message("a", "b", "c", "d", "e")));
        assertEquals(3, letters.letters().size());
        assertInstanceOf(Halt.TooManyFailures.class, bench.run.halted().orElseThrow());
    }

    /** The task would be done again and again, to be told. */
    @Test
    void aListenerThatThrowsEndsTheRunAndNoTaskComesAgainForIt() throws Exception {
        TaskMessage message = message("a", "b");
        Worker deaf = new Worker(
                bench.engine(),
                queue,
                letters,
                (task, outcome) -> {
                    throw new IllegalStateException("deaf");
                },
                bench.crew,
                options,
                bench.run,
                new Random(1));
        queue.send(List.of(message));
        deaf.process(queue.receive(1, Duration.ZERO));
        assertInstanceOf(Halt.Unheard.class, bench.run.halted().orElseThrow());
        assertEquals(1, bench.to.requests().of(RequestKind.PUT));
        assertEquals(List.of(new TaskMessage(1, message.tasks().subList(1, 2))), queue.unsettled());
    }

    @Test
    void aLetterThatCannotBeLeftKeepsTheTaskOnTheQueue() throws Exception {
        refuse("b", FailureClass.DENIED);
        DeadLetters full = letter -> {
            throw new QueueException("full", null);
        };
        queue.send(List.of(message("a", "b")));
        worker(queue, full).process(queue.receive(10, Duration.ofSeconds(1)));
        assertEquals("b", queue.unsettled().getFirst().tasks().getFirst().key().value());
        assertEquals(0, tally.summary().failedObjects());
    }

    @Test
    void afterAProgramFaultTheTaskIsBuriedAndTheOthersGoOn() throws Exception {
        bench.destination = new FaultyStore(bench.to, request -> {
            if (request.name().equals("b")) {
                throw new IllegalStateException("thrown on purpose");
            }
            return Fault.NONE;
        });
        assertEquals(List.of(Verdict.DONE), work(message("a", "b", "c")));
        assertTrue(letters.letters().getFirst().reason().contains("thrown on purpose"));
    }

    /** As two events of one object that is in parts: whoever waited for the other finds it done. */
    @Test
    void twoLooksAtOneKeyInOneBatchUploadItOnce() throws Exception {
        bench.write("large", 500);
        AtomicBoolean held = new AtomicBoolean();
        bench.destination = new FaultyStore(bench.to, request -> {
            if (request.kind() == RequestKind.UPLOAD_PART && !held.getAndSet(true)) {
                awaitTheOther();
            }
            return Fault.NONE;
        });
        // Two may be at the first one's parts.
        try (Slots slots = new Slots(SlotsOptions.fixed("t", 3), () -> false, System::nanoTime, () -> Double.NaN)) {
            bench.crew = slots;
            ObjectKey key = new ObjectKey("large");
            TaskMessage look = TaskMessage.of(List.of(new LookTask(key, key)));
            assertEquals(List.of(Verdict.DONE, Verdict.DONE), work(look, look));
        }
        assertEquals(1, bench.to.requests().of(RequestKind.CREATE_UPLOAD));
        assertEquals(1, tally.summary().copiedObjects());
        assertEquals(1, tally.summary().alreadyThere());
    }

    /** Ten seconds at most. */
    private static void awaitTheOther() {
        for (int looks = 0; looks < 1000 && !isAwaited("OneAtATime"); looks++) {
            LockSupport.parkNanos(10_000_000);
        }
    }

    private static boolean isAwaited(String type) {
        return Thread.getAllStackTraces().values().stream()
                .flatMap(Arrays::stream)
                .anyMatch(frame -> frame.getClassName().endsWith('.' + type)
                        && frame.getMethodName().equals("enter"));
    }

    private void refuse(String key, FailureClass failure) {
        Fault fault = new Fault.Before(Mishaps.failure(failure));
        bench.destination = new FaultyStore(
                bench.to,
                FaultScript.always(
                        request -> request.kind() == RequestKind.PUT
                                && request.name().equals(key),
                        fault));
    }

    private TaskMessage message(String... keys) throws Exception {
        List<Task> tasks = new ArrayList<>();
        for (String key : keys) {
            CopyTask task = bench.write(key, 100);
            assertEquals(new ObjectKey(key), task.key());
            tasks.add(task);
        }
        return TaskMessage.of(tasks);
    }

    private List<Verdict> work(TaskMessage... messages) throws Exception {
        queue.send(List.of(messages));
        return worker(queue, letters).process(queue.receive(10, Duration.ofSeconds(1)));
    }

    private Worker worker(TaskQueue at, DeadLetters dead) {
        return new Worker(bench.engine(), at, dead, tally, bench.crew, options, bench.run, new Random(4));
    }
}
