package io.replicationhub.testkit.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.crew.Crew;
import io.replicationhub.history.Histories;
import io.replicationhub.journal.TaskJournal;
import io.replicationhub.object.ListedVersion;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.ObjectVersions.Keeping;
import io.replicationhub.queue.Delivery;
import io.replicationhub.queue.QueueException;
import io.replicationhub.retry.RetryPolicy;
import io.replicationhub.select.Filter;
import io.replicationhub.select.Selection;
import io.replicationhub.task.CopyTask;
import io.replicationhub.task.HistoryTask;
import io.replicationhub.task.LookTask;
import io.replicationhub.task.Task;
import io.replicationhub.task.TaskMessage;
import io.replicationhub.testkit.RequestKind;
import io.replicationhub.testkit.Seeds;
import io.replicationhub.testkit.fault.Crash;
import io.replicationhub.testkit.fault.Fault;
import io.replicationhub.testkit.fault.FaultMix;
import io.replicationhub.testkit.fault.FaultScript;
import io.replicationhub.testkit.fault.FaultyQueue;
import io.replicationhub.testkit.fault.FaultyStore;
import io.replicationhub.testkit.fault.Life;
import io.replicationhub.testkit.fault.Request;
import io.replicationhub.testkit.memory.MemoryTaskQueue;
import io.replicationhub.testkit.memory.QueueTrouble;
import io.replicationhub.transfer.RunControl;
import io.replicationhub.transfer.TransferEngine;
import io.replicationhub.worker.Worker;
import io.replicationhub.worker.WorkerOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Histories by way of a queue. Every change at the source is told at least once, in disorder, as tasks of every kind.
 * Requests fail, answers are lost, workers die or run out of time, and at any request one may stand still for minutes while
 * another works on the same keys. When all is quiet, each key of the destination has the source's history, entry by entry.
 * Replay one with {@code -Ddrh.seed=N}.
 */
class HistoryQueueSimulationTest {
    private static final int ROUNDS = 250;
    /** As Lambda wants it: longer than any worker lives. */
    private static final Duration VISIBILITY = Duration.ofMinutes(16);

    private static final List<String> KEYS = List.of("in/a", "in/a b", "in/f/\uD83D\uDE42");
    private static final int[] SIZES = {0, 1, 60, 150, 201, 640, 1000};
    private static final Selection SELECTION = new Selection("in/", "out/", Filter.ALL);

    @Test
    @Timeout(120)
    void theDestinationsHistoriesBecomeTheSources() {
        AtomicInteger overtaken = new AtomicInteger();
        AtomicInteger crashes = new AtomicInteger();
        AtomicInteger carriedOn = new AtomicInteger();
        Seeds.each(ROUNDS, seed -> {
            World world = new World(seed);
            world.run();
            overtaken.addAndGet(world.overtakings);
            crashes.addAndGet(world.crashes);
            carriedOn.addAndGet(world.carriedOn);
        });
        if (Seeds.upTo(ROUNDS).count() == ROUNDS) {
            assertTrue(overtaken.get() > ROUNDS, "workers overtook each other: " + overtaken);
            assertTrue(crashes.get() > ROUNDS, "workers died: " + crashes);
            assertTrue(carriedOn.get() > ROUNDS / 10, "uploads went on in other workers: " + carriedOn);
        }
    }

    private static final class World {
        private final long seed;
        private final HistoryWorld world;
        private final MemoryTaskQueue queue;
        private boolean quiet;
        private boolean overtaking;
        private int processes;
        private int overtakings;
        private int crashes;
        private int carriedOn;

        World(long seed) {
            this.seed = seed;
            this.world = new HistoryWorld(seed, KEYS, SIZES, SELECTION);
            world.source.keeping(Keeping.ENABLED);
            this.queue = new MemoryTaskQueue(
                    world.clock,
                    world.clock.sleeper(),
                    VISIBILITY,
                    new QueueTrouble(world.random.split(), 0.2, QueueTrouble.Reordering.ANY));
        }

        void run() throws Exception {
            for (int i = 0; i < 6; i++) {
                for (int times = world.random.nextInt(5); times > 0; times--) {
                    meddle();
                }
                work();
                world.clock.advance(Duration.ofMinutes(world.random.nextInt(10)));
            }
            quiet = true;
            workToTheEnd();
            world.check();
            // No claim of a worker that died is in the way any more.
            world.clock.advance(Duration.ofMinutes(21));
            Map<RequestKind, Long> before = world.writesSoFar(RequestKind.COMPLETE_UPLOAD);
            for (String key : KEYS) {
                queue.send(List.of(TaskMessage.of(List.of(new HistoryTask(new ObjectKey(key), to(key))))));
            }
            work();
            assertTrue(queue.backlog().isEmpty());
            assertEquals(
                    before,
                    world.writesSoFar(RequestKind.COMPLETE_UPLOAD),
                    "tasks that find nothing to do write nothing");
        }

        private void workToTheEnd() throws Exception {
            for (int i = 0; !queue.backlog().isEmpty(); i++) {
                assertTrue(i < 200, "tasks come to an end");
                work();
                world.clock.advance(VISIBILITY.plusSeconds(1));
            }
        }

        private static ObjectKey to(String key) {
            return SELECTION.destinationOf(new ObjectKey(key));
        }

        private void meddle() throws Exception {
            ObjectKey key = world.change();
            queue.send(List.of(TaskMessage.of(List.of(told(key)))));
        }

        private Task told(ObjectKey key) throws Exception {
            ObjectKey to = SELECTION.destinationOf(key);
            boolean there =
                    !(ToldHistories.of(world.source).get(key.value()).getFirst() instanceof ListedVersion.DeleteMarker);
            return switch (world.random.nextInt(3)) {
                case 0 -> new LookTask(key, to);
                case 1 -> there ? new CopyTask(key, to, world.source.head(key).stamp()) : new LookTask(key, to);
                default -> new HistoryTask(key, to);
            };
        }

        private void work() throws Exception {
            Life life = new Life();
            RunControl run = RunControl.unlimited();
            long fate = seed * 1_000_003 + ++processes;
            FaultMix mix = quiet
                    ? FaultMix.NONE
                    : new FaultMix(0.03, 0.03, 0.01, 0.02, world.random.nextInt(3) == 0 ? 0 : 0.03);
            FaultyStore from = new FaultyStore(world.source, life.during(mix.script(fate, life)));
            FaultScript between = request -> standStill(request);
            FaultyStore to = new FaultyStore(
                    world.destination, life.during(stopping(run).or(between).or(mix.script(fate + 1, life))));
            FaultyQueue told = new FaultyQueue(queue, life.during(mix.script(fate + 2, life)));
            try {
                work(worker(from, to, told, fate, run), life, run);
            } catch (Crash e) {
                crashes++;
            }
        }

        private void work(Worker worker, Life life, RunControl run) throws Exception {
            List<Delivery> deliveries = queue.receive(1 + world.random.nextInt(3), Duration.ZERO);
            while (!deliveries.isEmpty() && !life.isOver()) {
                carriedOn += (int) deliveries.stream()
                        .flatMap(delivery -> delivery.message().tasks().stream())
                        .filter(task -> task instanceof HistoryTask history
                                && history.begun().isPresent()
                                && history.begun().get().upload().held() > 0)
                        .count();
                worker.process(deliveries);
                if (run.isStopping()) {
                    return;
                }
                deliveries = queue.receive(1 + world.random.nextInt(3), Duration.ZERO);
            }
        }

        /** Now and then a worker's time is up in the midst of it. */
        private FaultScript stopping(RunControl run) {
            int stop = !quiet && world.random.nextInt(2) == 0 ? world.random.nextInt(30) : Integer.MAX_VALUE;
            AtomicInteger asked = new AtomicInteger();
            return request -> {
                if (asked.incrementAndGet() == stop) {
                    run.drain();
                }
                return Fault.NONE;
            };
        }

        private Worker worker(
                ObjectStore from, ObjectStore to, io.replicationhub.queue.TaskQueue told, long fate, RunControl run) {
            var setup = Rig.setup(from, to, world.route, new TaskJournal(), world.clock, Crew.ALONE, fate);
            return new Worker(
                    new TransferEngine(setup),
                    Optional.of(new Histories(setup)),
                    told,
                    letter -> {
                        throw new QueueException("nothing here is for the dead letters: " + letter, null);
                    },
                    (task, outcome) -> {},
                    Crew.ALONE,
                    new WorkerOptions(
                            new RetryPolicy(1_000, Duration.ofSeconds(15), Duration.ofMinutes(5)), Long.MAX_VALUE),
                    run,
                    new Random(fate));
        }

        /** Just before a request a worker stands still for a while, and another takes whatever tasks there are. */
        private Fault standStill(Request asked) {
            if (quiet || overtaking || world.random.nextInt(8) > 0) {
                return Fault.NONE;
            }
            return new Fault.Before(request -> {
                overtaking = true;
                try {
                    overtakings++;
                    world.clock.advance(Duration.ofSeconds(world.random.nextInt(5 * 60)));
                    if (world.random.nextBoolean()) {
                        meddle();
                    }
                    work(
                            worker(world.source, world.destination, queue, 7 + overtakings, RunControl.unlimited()),
                            new Life(),
                            RunControl.unlimited());
                } catch (Exception e) {
                    throw new IllegalStateException(asked.toString(), e);
                } finally {
                    overtaking = false;
                }
            });
        }
    }
}
