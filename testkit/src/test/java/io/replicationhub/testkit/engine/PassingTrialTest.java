package io.replicationhub.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.journal.FolderJournal;
import io.replicationhub.object.FailureClass;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ForwardingStore;
import io.replicationhub.object.ForwardingUploads;
import io.replicationhub.object.MultipartUploads;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.PassesOn;
import io.replicationhub.object.Payload;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.StoreLimits;
import io.replicationhub.object.UploadId;
import io.replicationhub.object.UploadedPart;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.task.CopyTask;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.testkit.RequestKind;
import io.replicationhub.testkit.fault.Fault;
import io.replicationhub.testkit.fault.FaultScript;
import io.replicationhub.testkit.fault.FaultyStore;
import io.replicationhub.transfer.BodyBuffers;
import io.replicationhub.transfer.TransferEngine;
import io.replicationhub.transfer.TransferEngine.Delivered;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A destination of which it is not known whether parts are passed on to it, and that does not say when it is asked. */
@Timeout(60)
class PassingTrialTest {
    private static final int SIZE = 1_000;
    private static final int PARTS = 16;
    /** As {@code PassingTrial} has it. */
    private static final Duration PAUSE = Duration.ofSeconds(30);
    /** Three parts at most, so that a large object has parts that are larger than the memory for bodies. */
    private static final StoreLimits FEW_PARTS = new StoreLimits(1 << 20, 1 << 20, 1 << 20, 16, 150_000, 3, 1024);

    private static final StoreLimits MANY_PARTS = new StoreLimits(1 << 20, 1 << 20, 1 << 20, 16, 1 << 20, 10_000, 1024);
    private static final int LARGE = 400_000;
    /** The attempts at what fails by itself. */
    private static final int ATTEMPTS = 4;

    private Bench bench = new Bench();
    private final Deque<Supplier<StorageException>> unanswered = new ArrayDeque<>();
    private boolean refuses;
    private volatile Runnable duringTrial = () -> {};
    private volatile PassesOn known = PassesOn.NOT_KNOWN;
    private final AtomicInteger trials = new AtomicInteger();
    private final AtomicInteger passedOn = new AtomicInteger();
    private final AtomicInteger held = new AtomicInteger();
    private final AtomicInteger begun = new AtomicInteger();
    private TransferEngine engine = engine();

    private TransferEngine engine() {
        bench.destination = new Destination();
        return bench.engine();
    }

    private void tight(StoreLimits limits) {
        bench = new Bench(limits);
        bench.memoryBytes = BodyBuffers.CHUNK_BYTES;
        engine = engine();
    }

    private static StorageException busy() {
        return new StorageException.Throttled("SlowDown", null);
    }

    private static StorageException broken() {
        return new StorageException.Unavailable(FailureScope.OBJECT, "the connection broke", null);
    }

    private void unansweredTrials(int count, Supplier<StorageException> failure) {
        unanswered.addAll(Collections.nCopies(count, failure));
    }

    @Test
    void oneAnswerIsEnough() throws Exception {
        copied("k", SIZE);
        copied("l", SIZE);
        assertCounts(1, 2 * PARTS, 0);
    }

    @Test
    void aRefusalIsEnough() throws Exception {
        refuses = true;
        copied("k", SIZE);
        bench.clock.advance(PAUSE);
        copied("l", SIZE);
        assertCounts(1, 0, 2 * PARTS);
        assertFalse(bench.run.isStopping());
    }

    @Test
    void withoutAnAnswerWhatMemoryHoldsIsHeldForThisTime() throws Exception {
        unansweredTrials(1, PassingTrialTest::busy);
        copied("k", SIZE);
        assertCounts(1, 0, PARTS);
        bench.clock.advance(PAUSE.minusMillis(1));
        copied("l", SIZE);
        assertCounts(1, 0, 2 * PARTS);
        bench.clock.advance(Duration.ofMillis(1));
        copied("m", SIZE);
        assertCounts(2, PARTS, 2 * PARTS);
    }

    @Test
    void whoNeverAnswersIsNotAskedForEachPart() throws Exception {
        unansweredTrials(3, PassingTrialTest::broken);
        for (int i = 0; i < 3; i++) {
            copied("k" + i, SIZE);
            bench.clock.advance(PAUSE);
        }
        assertCounts(3, 0, 3 * PARTS);
    }

    enum Silence {
        BUSY(FailureClass.THROTTLED, 10),
        BROKEN(FailureClass.UNAVAILABLE, ATTEMPTS);

        private final FailureClass failure;
        private final int attempts;

        Silence(FailureClass failure, int attempts) {
            this.failure = failure;
            this.attempts = attempts;
        }

        StorageException exception() {
            return this == BUSY ? busy() : broken();
        }
    }

    @ParameterizedTest
    @EnumSource(Silence.class)
    void aPartThatMemoryDoesNotHoldWaitsForTheAnswer(Silence silence) throws Exception {
        tight(FEW_PARTS);
        unansweredTrials(silence.attempts - 1, silence::exception);
        copied("k", LARGE);
        assertCounts(silence.attempts, 3, 0);
        assertEquals(1, begun.get());
    }

    @ParameterizedTest
    @EnumSource(Silence.class)
    void whereNoAnswerComesItFailsAsTheTrialDidAndIsCopiedLater(Silence silence) throws Exception {
        tight(FEW_PARTS);
        unansweredTrials(silence.attempts, silence::exception);
        CopyTask task = bench.write("k", LARGE);
        Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, copy(task));
        assertEquals(silence.failure, failed.failureClass());
        assertCounts(silence.attempts, 0, 0);
        assertEquals(1, begun.get());
        assertEquals(List.of(), bench.to.openUploads());
        assertFalse(bench.run.isStopping());
        copied(copy(task));
        assertCounts(silence.attempts + 1, 3, 0);
    }

    @Test
    void aDestinationThatSaysNoRefusesWhatMemoryDoesNotHold() throws Exception {
        tight(FEW_PARTS);
        refuses = true;
        Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, copy(bench.write("k", LARGE)));
        assertEquals(FailureClass.REJECTED, failed.failureClass());
        assertTrue(failed.reason().contains("of memory"), failed.reason());
        assertCounts(1, 0, 0);
        assertEquals(List.of(), bench.to.openUploads());
    }

    /** No upload is begun that would have to be given up. */
    @Test
    void whoIsKnownToWantPartsHeldIsSentASmallerCutAtOnce() throws Exception {
        tight(MANY_PARTS);
        known = PassesOn.NO;
        copied(copy(bench.writeInParts("k", 2, 100_000)));
        assertEquals(1, begun.get());
        assertCounts(0, 0, held.get());
        assertTrue(held.get() > 2, held + " parts");
    }

    @ParameterizedTest
    @EnumSource(Silence.class)
    void theSourcesCutIsKeptThroughTrialsWithoutAnAnswer(Silence silence) throws Exception {
        tight(MANY_PARTS);
        unansweredTrials(silence.attempts - 1, silence::exception);
        assertSameEtag(copy(bench.writeInParts("k", 2, 100_000)));
        assertCounts(silence.attempts, 2, 0);
    }

    @Test
    void whoIsBusyForLongIsNotTakenForOneThatWantsASmallerCut() throws Exception {
        tight(MANY_PARTS);
        unansweredTrials(Silence.BUSY.attempts, PassingTrialTest::busy);
        CopyTask task = bench.writeInParts("k", 2, 100_000);
        Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, copy(task));
        assertEquals(FailureClass.THROTTLED, failed.failureClass());
        assertSameEtag(copy(task));
    }

    /** It answers others, and this never: the object may be had without. */
    @Test
    void whereTheTrialIsNeverAnsweredTheCutIsSmallerForThisObjectAlone() throws Exception {
        tight(MANY_PARTS);
        unansweredTrials(ATTEMPTS, PassingTrialTest::broken);
        CopyTask task = bench.writeInParts("k", 2, 100_000);
        Outcome.Copied smaller = copied(copy(task));
        assertFalse(smaller.destination().agreesWith(smaller.source()), smaller.toString());
        assertCounts(ATTEMPTS, 0, held.get());
        assertTrue(held.get() > 2, held + " parts");
        assertEquals(List.of(), bench.to.openUploads());
        assertSameEtag(copy(task));
        assertCounts(ATTEMPTS + 1, 2, held.get());
    }

    /** What it failed of, the part would fail of. */
    @Test
    void anUploadThatIsGoneWhenItIsTriedIsBegunAnew() throws Exception {
        unansweredTrials(1, () -> new StorageException.Missing(FailureScope.OBJECT, "NoSuchUpload", null));
        copied("k", SIZE);
        assertEquals(2, begun.get());
        assertCounts(2, PARTS, 0);
    }

    /** It could not be told from the trial's. */
    @Test
    void aPartOfOneByteIsNoOccasion(@TempDir Path folder) throws Exception {
        bench.journal = new FolderJournal(folder);
        CopyTask task = bench.write("k", 4 * 64 + 1);
        AtomicInteger gets = new AtomicInteger();
        FaultScript fromTheFifth = request ->
                request.kind() == RequestKind.GET && gets.incrementAndGet() > 4 ? new Fault.BrokenBody(0) : Fault.NONE;
        bench.source = new FaultyStore(bench.from, fromTheFifth);
        engine = engine();
        assertInstanceOf(Outcome.Failed.class, copy(task));
        assertEquals(1, trials.get());
        known = PassesOn.NOT_KNOWN;
        bench.source = bench.from;
        engine = engine();
        copied(copy(task));
        assertEquals(1, trials.get());
        assertEquals(1, held.get());
        assertEquals(1, begun.get());
    }

    @Test
    void theOthersWaitForTheAnswer() throws Exception {
        copySideBySide(4);
        assertCounts(1, 4 * PARTS, 0);
    }

    @Test
    void theOthersTakeWhatCameOfATrialThatWasNotAnswered() throws Exception {
        unansweredTrials(1, PassingTrialTest::busy);
        copySideBySide(4);
        assertCounts(1, 0, 4 * PARTS);
    }

    /** Nobody who has something else to do waits for one that may take as long as any request. */
    @Test
    void duringATrialThatIsMadeAgainWhatMemoryHoldsIsHeld() throws Exception {
        unansweredTrials(1, PassingTrialTest::busy);
        copied("k", SIZE);
        bench.clock.advance(PAUSE);
        CopyTask task = bench.write("other", SIZE);
        duringTrial = () -> {
            // A lock is its thread's: asking from within would not wait.
            try (ExecutorService other = Executors.newSingleThreadExecutor()) {
                copied(other.submit(() -> copy(task)).get());
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        };
        copied("l", SIZE);
        assertCounts(2, PARTS, 2 * PARTS);
    }

    /** The trial ends when all others wait. */
    private void copySideBySide(int count) throws Exception {
        List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
        duringTrial = () -> {
            while (threads.size() < count
                    || threads.stream()
                            .anyMatch(thread ->
                                    thread != Thread.currentThread() && thread.getState() != Thread.State.WAITING)) {
                Thread.onSpinWait();
            }
        };
        List<CopyTask> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tasks.add(bench.write("k" + i, SIZE));
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(count)) {
            List<Future<Outcome>> outcomes = new ArrayList<>();
            for (CopyTask task : tasks) {
                outcomes.add(pool.submit(() -> {
                    threads.add(Thread.currentThread());
                    return copy(task);
                }));
            }
            for (Future<Outcome> outcome : outcomes) {
                copied(outcome.get());
            }
        }
    }

    private Outcome copy(CopyTask task) throws Exception {
        return engine.copy(task, Delivered.FIRST, bench.run);
    }

    private void copied(String key, int size) throws Exception {
        copied(copy(bench.write(key, size)));
        assertArrayEquals(
                bench.from.object(key).orElseThrow().bytes(),
                bench.to.object(key).orElseThrow().bytes());
    }

    private static Outcome.Copied copied(Outcome outcome) {
        return assertInstanceOf(Outcome.Copied.class, outcome);
    }

    private static void assertSameEtag(Outcome outcome) {
        Outcome.Copied copied = copied(outcome);
        assertTrue(copied.destination().agreesWith(copied.source()), copied.toString());
    }

    private void assertCounts(int trialsMade, int partsPassedOn, int partsHeld) {
        assertEquals(
                trialsMade + " trials, " + partsPassedOn + " parts passed on, " + partsHeld + " held",
                trials + " trials, " + passedOn + " parts passed on, " + held + " held");
    }

    private final class Destination extends ForwardingStore {
        Destination() {
            super(bench.to);
        }

        @Override
        public MultipartUploads uploads() {
            return new Uploads(super.uploads());
        }
    }

    private final class Uploads extends ForwardingUploads {
        Uploads(MultipartUploads inner) {
            super(inner);
        }

        @Override
        public UploadId create(ObjectKey key, ObjectMetadata metadata, WriteOptions options) throws StorageException {
            begun.incrementAndGet();
            return super.create(key, metadata, options);
        }

        @Override
        public PassesOn passesOn() {
            return known;
        }

        @Override
        public PassesOn tryPassingOn(UploadId upload, int number) throws StorageException {
            trials.incrementAndGet();
            duringTrial.run();
            Supplier<StorageException> failure = unanswered.poll();
            if (failure != null) {
                throw failure.get();
            }
            super.uploadPart(upload, number, BytesPayload.of("?"));
            known = refuses ? PassesOn.NO : PassesOn.YES;
            return known;
        }

        @Override
        public UploadedPart uploadPart(UploadId upload, int number, Payload payload) throws StorageException {
            (payload.crc32c().isPresent() ? held : passedOn).incrementAndGet();
            return super.uploadPart(upload, number, payload);
        }
    }
}
