package io.replicationhub.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.journal.TaskJournal;
import io.replicationhub.object.FailureClass;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.UploadId;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.outcome.OutcomeTally;
import io.replicationhub.queue.Delivery;
import io.replicationhub.queue.TaskQueue;
import io.replicationhub.task.CopyTask;
import io.replicationhub.task.LookTask;
import io.replicationhub.task.StartedUpload;
import io.replicationhub.task.TaskCodec;
import io.replicationhub.task.TaskMessage;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.testkit.RequestKind;
import io.replicationhub.testkit.fault.Fault;
import io.replicationhub.testkit.fault.FaultScript;
import io.replicationhub.testkit.fault.FaultyQueue;
import io.replicationhub.testkit.fault.FaultyStore;
import io.replicationhub.testkit.fault.Mishaps;
import io.replicationhub.testkit.memory.MemoryCloud;
import io.replicationhub.testkit.memory.MemoryCloud.Tagging;
import io.replicationhub.testkit.memory.MemoryDeadLetters;
import io.replicationhub.testkit.memory.MemoryObjectStore;
import io.replicationhub.testkit.memory.MemoryTaskQueue;
import io.replicationhub.testkit.memory.QueueTrouble;
import io.replicationhub.transfer.EngineOptions.MetadataChoice;
import io.replicationhub.transfer.RunControl;
import io.replicationhub.worker.Verdict;
import io.replicationhub.worker.Worker;
import io.replicationhub.worker.WorkerOptions;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An object that takes longer than a worker lives. Each worker knows nothing but what its message says. */
class ContinuationTest {
    private static final ObjectKey KEY = new ObjectKey("large");
    private static final Duration A_PART = Duration.ofMinutes(1);
    private static final int PARTS = 16;

    private final Bench bench = new Bench();
    private final MemoryTaskQueue queue =
            new MemoryTaskQueue(bench.clock, bench.clock.sleeper(), Duration.ofMinutes(90), QueueTrouble.none());
    private final MemoryDeadLetters letters = new MemoryDeadLetters();
    private final OutcomeTally tally = new OutcomeTally();
    private MemoryObjectStore to = bench.to;
    private FaultScript trouble = FaultScript.none();
    private int sent;

    @BeforeEach
    void enqueue() throws Exception {
        queue.send(List.of(TaskMessage.of(List.of(bench.write("large", PARTS * 64)))));
    }

    @Test
    void everyPartIsSentOnceHoweverOftenTheWorkerEnds() throws Exception {
        int workers = workUntilDone(3);
        assertEquals(PARTS, sent);
        assertEquals(PARTS / 3 + 1, workers);
        assertCopied();
        assertEquals(1, tally.summary().copiedObjects());
    }

    @Test
    void goingOnUsesUpNeitherTriesNorReceives() throws Exception {
        for (int worker = 0; worker < 4; worker++) {
            assertEquals(Verdict.SPLIT, work(3));
            assertEquals(1, queue.unsettled().getFirst().attempt());
            assertEquals(3 * (worker + 1), carried().held());
        }
        assertEquals(1, take().receiveCount());
    }

    @Test
    void aWorkerThatMakesNoHeadwayGivesTheMessageBackAndThatIsCounted() throws Exception {
        assertEquals(Verdict.SPLIT, work(3));
        TaskMessage left = queue.unsettled().getFirst();
        trouble = FaultScript.always(RequestKind.GET, new Fault.Before(request -> {
            bench.clock.advance(Duration.ofHours(1));
            throw new StorageException.Unavailable(FailureScope.ENDPOINT, "too late: " + request, null);
        }));
        assertEquals(Verdict.RETURNED, work(3));
        assertEquals(List.of(left), queue.unsettled());
        assertEquals(2, take().receiveCount());
    }

    @Test
    void aFailureAfterSomeHeadwayIsNotCountedAndOneWithoutIs() throws Exception {
        int[] before = {0};
        trouble = request -> request.kind() == RequestKind.UPLOAD_PART && before[0]++ >= 5
                ? new Fault.Before(Mishaps.failure(FailureClass.CORRUPT))
                : Fault.NONE;
        assertEquals(Verdict.SPLIT, work(1_000));
        assertEquals(1, queue.unsettled().getFirst().attempt());
        assertEquals(5, carried().held());
        for (int tries = 1; tries <= 2; tries++) {
            assertEquals(Verdict.RETURNED, work(1_000));
            assertEquals(1, bench.to.openUploads().size());
        }
        assertEquals(Verdict.DONE, work(1_000));
        assertEquals(FailureClass.CORRUPT, letters.letters().getFirst().failureClass());
        assertEquals(List.of(), to.openUploads());
    }

    @Test
    void anUploadOfAVersionThatIsNoMoreIsAbortedAndTheNewVersionCopied() throws Exception {
        work(3);
        work(3);
        UploadId old = to.openUploads().getFirst().upload();
        overwrite(PARTS * 64);
        work(3);
        assertTrue(to.openUploads().stream().noneMatch(open -> open.upload().equals(old)));
        assertEquals(2, queue.unsettled().getFirst().attempt(), "to begin anew is counted");
        workUntilDone(3);
        assertEquals(6 + PARTS, sent);
        assertCopied();
    }

    @Test
    void anUploadIsAbortedWhenTheObjectHasBecomeSmall() throws Exception {
        work(3);
        overwrite(100);
        assertEquals(Verdict.DONE, work(3));
        assertCopied();
    }

    @Test
    void anUploadIsAbortedWhenItsSourceHasGone() throws Exception {
        work(3);
        bench.from.delete(KEY);
        assertEquals(Verdict.DONE, work(3));
        assertEquals(1, tally.summary().sourceGone());
        assertEquals(List.of(), to.openUploads());
        assertEquals(List.of(), to.keys());
    }

    @Test
    void whatChangedBeforeTheFirstWorkerCameIsCarriedOnWithAsItIsNow() throws Exception {
        bench.options = bench.options.with(MetadataChoice.LEAVE);
        overwrite(PARTS * 64);
        workUntilDone(3);
        assertEquals(PARTS, sent);
        assertCopied();
    }

    @Test
    void aMessageThatComesTwiceIsFoundDone() throws Exception {
        work(3);
        TaskMessage twin = queue.unsettled().getFirst();
        workUntilDone(10);
        queue.send(List.of(twin));
        assertEquals(Verdict.DONE, work(10));
        assertEquals(PARTS, sent);
        assertEquals(1, tally.summary().alreadyThere());
        assertCopied();
    }

    @Test
    void anUploadThatWasAbortedByAnotherIsBegunAnew() throws Exception {
        work(3);
        to.uploads().abort(to.openUploads().getFirst().upload());
        workUntilDone(10);
        assertEquals(3 + PARTS, sent);
        assertCopied();
    }

    @Test
    void whatCouldNotBePutOnTheQueueIsLeftToTheBucketsRules() throws Exception {
        FaultScript full = FaultScript.always(RequestKind.SEND, new Fault.Before(Mishaps.unavailable()));
        assertEquals(Verdict.RETURNED, work(3, new FaultyQueue(queue, full)));
        workUntilDone(10);
        assertEquals(3 + PARTS, sent);
        assertEquals(1, to.openUploads().size());
        assertArrayEquals(contentOf(bench.from), contentOf(to));
    }

    /** A worker that is new expects equal ETags, and one that has seen this destination does not. */
    @Test
    void whatOneWorkerKnowsOfEtagsDoesNotMakeTheNextBeginAnew() throws Exception {
        queue.acknowledge(take());
        to = MemoryCloud.with(bench.clock, Bench.LIMITS, 100)
                .tagging(Tagging.OPAQUE)
                .createBucket("to");
        queue.send(List.of(TaskMessage.of(List.of(bench.writeInParts("large", PARTS, 64)))));
        workUntilDone(3);
        assertEquals(2 * PARTS, sent, "once cut like the source, and once remembering its ETag");
        assertCopied();
    }

    /** Another worker dealt with the newer version while this one stood still: nobody else would look any more. */
    @Test
    void whoeverWritesLastLooksLastHoweverManyWorkersItTook() throws Exception {
        anEventCameInstead();
        trouble = FaultScript.nth(RequestKind.COMPLETE_UPLOAD, 1, new Fault.Before(request -> overtake()));
        workUntilDone(3);
        assertCopied();
    }

    @Test
    void aWorkerThatEndsBeforeItHasLookedLeavesThatToTheNext() throws Exception {
        anEventCameInstead();
        trouble = FaultScript.nth(RequestKind.COMPLETE_UPLOAD, 1, new Fault.Before(request -> {
            overtake();
            bench.clock.advance(Duration.ofHours(1));
        }));
        workUntilDone(3);
        assertCopied();
    }

    private void anEventCameInstead() throws Exception {
        queue.acknowledge(take());
        queue.send(List.of(TaskMessage.of(List.of(new LookTask(KEY, KEY)))));
    }

    private void overtake() throws StorageException {
        bench.clock.advance(Duration.ofSeconds(5));
        for (MemoryObjectStore store : List.of(bench.from, to)) {
            store.put(KEY, ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.random(77, 300));
        }
    }

    private void overwrite(int size) throws Exception {
        bench.clock.advance(Duration.ofSeconds(5));
        bench.from.put(KEY, ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.random(77, size));
    }

    /** How many workers it took. */
    private int workUntilDone(int partsEach) throws Exception {
        for (int workers = 1; workers <= PARTS; workers++) {
            if (work(partsEach) == Verdict.DONE) {
                assertEquals(List.of(), queue.unsettled());
                return workers;
            }
        }
        throw new AssertionError("never done: " + queue.unsettled());
    }

    private Verdict work(int parts) throws Exception {
        return work(parts, queue);
    }

    /** A worker that has time for so many parts; a new one each time, as after a cold start. */
    private Verdict work(int parts, TaskQueue at) throws Exception {
        bench.clock.advance(Duration.ofMinutes(6));
        RunControl run = RunControl.until(bench.clock.nanos() + parts * A_PART.toNanos(), bench.clock::nanos);
        FaultScript slow = request -> {
            if (request.kind() == RequestKind.UPLOAD_PART) {
                sent++;
                bench.clock.advance(A_PART);
            }
            return Fault.NONE;
        };
        bench.source = new FaultyStore(bench.from, trouble);
        bench.destination = new FaultyStore(to, slow.or(trouble));
        bench.journal = new TaskJournal();
        Worker worker =
                new Worker(bench.engine(), at, letters, tally, bench.crew, WorkerOptions.DEFAULT, run, new Random(4));
        Verdict verdict = worker.process(List.of(take())).getFirst();
        assertEquals(List.of(), bench.journal.all(to.description()), "a worker keeps nothing for itself");
        return verdict;
    }

    /** The only message, as it looks after its way over the wire. */
    private Delivery take() throws Exception {
        List<Delivery> deliveries = queue.receive(10, Duration.ofSeconds(1));
        assertEquals(1, deliveries.size(), () -> "of " + queue.unsettled());
        Delivery delivery = deliveries.getFirst();
        TaskMessage message = TaskCodec.decode(TaskCodec.encode(delivery.message()));
        return new Delivery(message, delivery.receipt(), delivery.receiveCount());
    }

    private StartedUpload carried() {
        CopyTask task = (CopyTask) queue.unsettled().getFirst().tasks().getFirst();
        return task.upload().orElseThrow();
    }

    private void assertCopied() {
        assertArrayEquals(contentOf(bench.from), contentOf(to));
        assertEquals(List.of(), to.openUploads());
        assertEquals(List.of(), letters.letters());
    }

    private static byte[] contentOf(MemoryObjectStore store) {
        return store.object("large").orElseThrow().bytes();
    }
}
