package io.replicationhub.testkit.simulation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.crew.Crew;
import io.replicationhub.event.Intake;
import io.replicationhub.journal.TaskJournal;
import io.replicationhub.journal.UploadJournal;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.queue.Delivery;
import io.replicationhub.queue.QueueException;
import io.replicationhub.select.Selection;
import io.replicationhub.task.TaskMessage;
import io.replicationhub.task.UnreadableMessageException;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.testkit.FakeClock;
import io.replicationhub.testkit.RequestKind;
import io.replicationhub.testkit.Seeds;
import io.replicationhub.testkit.fault.Crash;
import io.replicationhub.testkit.fault.Fault;
import io.replicationhub.testkit.fault.FaultMix;
import io.replicationhub.testkit.fault.FaultyStore;
import io.replicationhub.testkit.fault.Life;
import io.replicationhub.testkit.memory.MemoryCloud;
import io.replicationhub.testkit.memory.MemoryObjectStore;
import io.replicationhub.testkit.memory.MemoryTaskQueue;
import io.replicationhub.testkit.memory.QueueTrouble;
import io.replicationhub.transfer.EngineOptions.Route;
import io.replicationhub.transfer.Mirroring;
import io.replicationhub.transfer.Mirroring.Deletes;
import io.replicationhub.transfer.RunControl;
import io.replicationhub.transfer.TransferEngine;
import io.replicationhub.worker.Worker;
import io.replicationhub.worker.WorkerOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * No listing, events alone: every change at the source is told at least once, late, shuffled, in one shape or another,
 * while requests fail, workers die or run out of time, and one stands still in the midst of a copy while another does the
 * same key; uploads go on in other workers.
 * When all is quiet, the destination is what the source is. Replay one with {@code -Ddrh.seed=N}.
 */
class EventSimulationTest {
    private static final int ROUNDS = 500;
    private static final Duration VISIBILITY = Duration.ofMinutes(15);
    private static final List<String> KEYS = List.of("a", "b+c", "d e", "100%", "f/🙂", "g//");
    private static final Set<RequestKind> EFFECTS =
            Set.of(RequestKind.PUT, RequestKind.COMPLETE_UPLOAD, RequestKind.DELETE);
    private static final int[] SIZES = {0, 1, 60, 150, 201, 640};

    @Test
    @Timeout(120)
    void eventsAloneKeepTheDestinationAsTheSourceIs() {
        AtomicInteger overtaken = new AtomicInteger();
        Seeds.each(ROUNDS, seed -> {
            World world = new World(seed);
            world.run();
            overtaken.addAndGet(world.overtakings);
        });
        assertTrue(Seeds.upTo(ROUNDS).count() < ROUNDS || overtaken.get() > ROUNDS, "workers overtook each other");
    }

    private static final class World {
        private final SplittableRandom random;
        private final long seed;
        private final FakeClock clock = FakeClock.atStart();
        private final MemoryCloud cloud = MemoryCloud.with(clock, Rig.LIMITS, 100);
        private final MemoryObjectStore source = cloud.createBucket("from");
        private final MemoryObjectStore destination = cloud.createBucket("to");
        private final MemoryTaskQueue queue;
        private final Mirroring mirroring;
        private final Intake intake = new Intake("from", Selection.EVERYTHING);
        private final Set<String> everWritten = new HashSet<>();
        private final List<String> untold = new ArrayList<>();
        private boolean quiet;
        private boolean overtaking;
        private int written;
        private int overtakings;
        private int processes;

        World(long seed) {
            this.seed = seed;
            this.random = new SplittableRandom(seed);
            this.queue = new MemoryTaskQueue(
                    clock,
                    clock.sleeper(),
                    VISIBILITY,
                    new QueueTrouble(random.split(), 0.3, QueueTrouble.Reordering.ANY));
            Deletes deletes = random.nextInt(4) == 0 ? Deletes.LEFT_ALONE : Deletes.MIRRORED;
            this.mirroring = new Mirroring(Selection.EVERYTHING, deletes);
            cloud.watch((bucket, key, object) -> {
                if (bucket.equals("from")) {
                    untold.add(told(key.value(), object.isPresent()));
                    everWritten.add(key.value());
                }
            });
        }

        void run() throws Exception {
            for (int i = 0; i < 12; i++) {
                meddle();
                deliverSome(random.nextInt(3));
                work();
            }
            quiet = true;
            deliverSome(Integer.MAX_VALUE);
            while (!queue.backlog().isEmpty()) {
                work();
                clock.advance(VISIBILITY.plusSeconds(1));
            }
            check();
        }

        private void check() {
            boolean mirrors = mirroring.deletes() == Deletes.MIRRORED;
            source.objects()
                    .forEach((key, original) -> assertArrayEquals(
                            original.bytes(),
                            destination.object(key.value()).orElseThrow().bytes(),
                            () -> key + " is stale"));
            if (mirrors) {
                assertEquals(source.keys(), destination.keys());
            } else {
                assertTrue(everWritten.containsAll(destination.keys()));
                assertEquals(0, destination.requests().of(RequestKind.DELETE));
            }
        }

        private void meddle() throws StorageException {
            meddleWith(KEYS.get(random.nextInt(KEYS.size())));
        }

        private void meddleWith(String key) throws StorageException {
            clock.advance(Duration.ofSeconds(1));
            ObjectKey name = new ObjectKey(key);
            if (random.nextInt(3) == 0) {
                source.delete(name);
            } else {
                int size = SIZES[random.nextInt(SIZES.length)];
                source.put(name, ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.random(++written, size));
            }
        }

        /** In any order; some stay behind until later. */
        private void deliverSome(int most) throws QueueException, InterruptedException, UnreadableMessageException {
            for (int i = 0; i < most && !untold.isEmpty(); i++) {
                String text = untold.remove(random.nextInt(untold.size()));
                TaskMessage message = intake.take(text).message().orElseThrow();
                queue.send(List.of(message));
            }
        }

        private static String told(String key, boolean there) {
            String encoded = URLEncoder.encode(key, StandardCharsets.UTF_8);
            return there
                    ? "{\"Records\":[{\"eventName\":\"ObjectCreated:Put\",\"s3\":{\"bucket\":{\"name\":\"from\"},"
                            + "\"object\":{\"key\":\"" + encoded + "\"}}}]}"
                    : "{\"source\":\"aws.s3\",\"detail-type\":\"Object Deleted\",\"detail\":{\"bucket\":{\"name\":\"from\"},"
                            + "\"object\":{\"key\":\"" + key + "\"}}}";
        }

        private void work() throws Exception {
            Life life = new Life();
            processes++;
            long fate = seed * 1_000_003 + processes;
            FaultMix mix = quiet ? FaultMix.NONE : FaultMix.BAD_DAY.withCrashes(0.01);
            ObjectStore from = new FaultyStore(source, life.during(mix.script(fate, life)));
            ObjectStore to = new FaultyStore(
                    destination,
                    life.during(request -> overtaken(request.kind())).or(mix.script(fate + 1, life)));
            RunControl run = quiet || random.nextBoolean() ? RunControl.unlimited() : shortRun(fate);
            Worker worker = worker(from, to, fate, run);
            try {
                List<Delivery> deliveries = queue.receive(1 + random.nextInt(3), Duration.ZERO);
                while (!deliveries.isEmpty() && !life.isOver() && !run.isStopping()) {
                    worker.process(deliveries);
                    if (!quiet && random.nextInt(4) == 0) {
                        meddle();
                    }
                    deliveries = queue.receive(1 + random.nextInt(3), Duration.ZERO);
                }
            } catch (Crash e) {
                assertTrue(life.isOver());
            }
        }

        /** Ends after so many looks at the clock, which may be in the midst of an object. */
        private static RunControl shortRun(long fate) {
            AtomicLong looks = new AtomicLong();
            return RunControl.until(10 + new SplittableRandom(fate).nextInt(80), looks::incrementAndGet);
        }

        private Worker worker(ObjectStore from, ObjectStore to, long fate, RunControl run) {
            UploadJournal journal = seed % 3 == 0 ? UploadJournal.NONE : new TaskJournal();
            TransferEngine engine = new TransferEngine(
                    Rig.setup(from, to, Route.THROUGH_US, journal, clock, Crew.ALONE, fate), mirroring);
            return new Worker(
                    engine,
                    queue,
                    letter -> {},
                    (task, outcome) -> {},
                    Crew.ALONE,
                    new WorkerOptions(
                            new io.replicationhub.retry.RetryPolicy(
                                    1_000, Duration.ofSeconds(15), Duration.ofMinutes(5)),
                            Long.MAX_VALUE),
                    run,
                    new Random(fate));
        }

        /** Just before something is written or deleted the owner changes something, and another worker deals with all that is told. */
        private Fault overtaken(RequestKind kind) {
            boolean effect = EFFECTS.contains(kind);
            if (quiet || overtaking || !effect || random.nextInt(3) > 0) {
                return Fault.NONE;
            }
            return new Fault.Before(request -> {
                overtaking = true;
                try {
                    overtakings++;
                    meddleWith(request.name());
                    deliverSome(Integer.MAX_VALUE);
                    Worker other = worker(source, destination, 7 + overtakings, RunControl.unlimited());
                    other.process(queue.receive(10, Duration.ZERO));
                } catch (QueueException | UnreadableMessageException e) {
                    throw new IllegalStateException(e);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                } finally {
                    overtaking = false;
                }
            });
        }
    }
}
