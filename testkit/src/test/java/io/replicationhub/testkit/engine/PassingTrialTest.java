package io.replicationhub.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.replicationhub.journal.FolderJournal;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.PassesOn;
import io.replicationhub.object.StorageException;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.task.CopyTask;
import io.replicationhub.testkit.RequestKind;
import io.replicationhub.testkit.fault.Fault;
import io.replicationhub.testkit.fault.FaultScript;
import io.replicationhub.testkit.fault.FaultyStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A destination of which it is not known whether parts are passed on to it, and that does not say when it is asked. */
@Timeout(60)
class PassingTrialTest extends PassingTrials {
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
        unansweredTrials(1, PassingTrials::busy);
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
        unansweredTrials(3, PassingTrials::broken);
        for (int i = 0; i < 3; i++) {
            copied("k" + i, SIZE);
            bench.clock.advance(PAUSE);
        }
        assertCounts(3, 0, 3 * PARTS);
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
        unansweredTrials(1, PassingTrials::busy);
        copySideBySide(4);
        assertCounts(1, 0, 4 * PARTS);
    }

    /** Nobody who has something else to do waits for one that may take as long as any request. */
    @Test
    void duringATrialThatIsMadeAgainWhatMemoryHoldsIsHeld() throws Exception {
        unansweredTrials(1, PassingTrials::busy);
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
}
