package io.replicationhub.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.crew.Slots;
import io.replicationhub.crew.SlotsOptions;
import io.replicationhub.journal.FolderJournal;
import io.replicationhub.outcome.OutcomeTally;
import io.replicationhub.queue.InProcessQueue;
import io.replicationhub.queue.QueueException;
import io.replicationhub.task.Task;
import io.replicationhub.task.TaskMessage;
import io.replicationhub.worker.Pump;
import io.replicationhub.worker.Worker;
import io.replicationhub.worker.WorkerOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sender, queue, pump, worker and a crew of real threads, over buckets in memory. */
@Timeout(60)
class EmbeddedRunTest {
    private static final int OBJECTS = 1500;

    @TempDir
    private Path folder;

    private final Bench bench = new Bench();
    private final OutcomeTally tally = new OutcomeTally();
    private final InProcessQueue queue = new InProcessQueue(100, System::nanoTime);
    private final Random random = new Random(5);

    @Test
    void everythingArrivesWhateverItsSize() throws Exception {
        List<Task> tasks = write();
        run(tasks, OBJECTS + 1);
        assertEquals(OBJECTS, tally.summary().copiedObjects());
        assertEquals(0, queue.unsettledTasks());
        assertEquals(OBJECTS, bench.to.keys().size());
        assertCopiesAreWhole();
        assertEquals(List.of(), bench.to.openUploads());
    }

    @Test
    void aRunThatIsDrainedEndsSoonWithNothingHalfDoneThatIsNotRemembered() throws Exception {
        bench.journal = new FolderJournal(folder);
        List<Task> tasks = write();
        run(tasks, 300);
        long copied = tally.summary().copiedObjects();
        assertTrue(copied >= 200 && copied < OBJECTS, copied + " were copied");
        assertEquals(copied, bench.to.keys().size());
        assertEquals(
                bench.to.openUploads().size(),
                bench.journal.all(bench.to.description()).size());
        assertCopiesAreWhole();
    }

    private void run(List<Task> tasks, int drainAfter) throws Exception {
        try (Slots slots = new Slots(SlotsOptions.fixed("t", 12), () -> false, System::nanoTime, () -> Double.NaN)) {
            bench.crew = slots;
            Worker worker = new Worker(
                    bench.engine(),
                    queue.workerSide(),
                    letter -> {},
                    (task, outcome) -> {
                        tally.settled(task, outcome);
                        if (tally.summary().settled() >= drainAfter) {
                            bench.run.drain();
                        }
                    },
                    slots,
                    WorkerOptions.DEFAULT,
                    bench.run,
                    random);
            CompletableFuture<Boolean> sender = CompletableFuture.supplyAsync(() -> send(tasks));
            new Pump(queue, worker, bench.run).run();
            assertEquals(drainAfter > OBJECTS, sender.get(10, TimeUnit.SECONDS), "whether all could be sent");
        }
    }

    private boolean send(List<Task> tasks) {
        try {
            for (int from = 0; from < tasks.size(); from += 7) {
                queue.send(List.of(TaskMessage.of(tasks.subList(from, Math.min(tasks.size(), from + 7)))));
            }
            queue.sendersDone();
            return true;
        } catch (QueueException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Task> write() throws Exception {
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < OBJECTS; i++) {
            tasks.add(bench.write("k" + i, i % 10 == 0 ? 201 + random.nextInt(800) : random.nextInt(200)));
        }
        return tasks;
    }

    private void assertCopiesAreWhole() {
        for (String key : bench.to.keys()) {
            assertArrayEquals(
                    bench.from.object(key).orElseThrow().bytes(),
                    bench.to.object(key).orElseThrow().bytes(),
                    key);
        }
    }
}
