package io.replicationhub.testkit.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.crew.Slots;
import io.replicationhub.crew.SlotsOptions;
import io.replicationhub.journal.UploadJournal;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.StorageException;
import io.replicationhub.plan.BucketDiff;
import io.replicationhub.plan.CompareMode;
import io.replicationhub.plan.DiffSettings;
import io.replicationhub.queue.Delivery;
import io.replicationhub.select.Selection;
import io.replicationhub.send.SendSettings;
import io.replicationhub.send.Sender;
import io.replicationhub.testkit.FakeClock;
import io.replicationhub.testkit.Seeds;
import io.replicationhub.testkit.fault.FaultMix;
import io.replicationhub.testkit.fault.FaultScript;
import io.replicationhub.testkit.fault.FaultyQueue;
import io.replicationhub.testkit.fault.FaultyStore;
import io.replicationhub.testkit.fault.Life;
import io.replicationhub.testkit.memory.MemoryCloud;
import io.replicationhub.testkit.memory.MemoryJournal;
import io.replicationhub.testkit.memory.MemoryObject;
import io.replicationhub.testkit.memory.MemoryObjectStore;
import io.replicationhub.testkit.memory.MemoryTaskQueue;
import io.replicationhub.testkit.memory.QueueTrouble;
import io.replicationhub.transfer.EngineOptions.Route;
import io.replicationhub.transfer.RunControl;
import io.replicationhub.transfer.TransferEngine;
import io.replicationhub.transfer.TransferSetup;
import io.replicationhub.transfer.UploadSweep;
import io.replicationhub.transfer.WorkStopped;
import io.replicationhub.worker.Worker;
import io.replicationhub.worker.WorkerOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The same world with a crew of threads, and an owner of the source who works beside them. */
class StressTest {
    @TempDir
    private Path scratch;

    @Test
    @Timeout(120)
    void manyThreadsMakeWholeCopiesOnlyWhileTheSourceChanges() {
        Seeds.each(30, seed -> new Stress(seed).run());
    }

    private final class Stress {
        private static final int THREADS = 8;
        private final long seed;
        private final FakeClock clock = FakeClock.atStart();
        private final MemoryCloud cloud = MemoryCloud.with(clock, Rig.LIMITS, 25);
        private final MemoryObjectStore source = cloud.createBucket("from");
        private final MemoryObjectStore destination = cloud.createBucket("to");
        private final Versions versions = new Versions("from", "to");
        private final Witness witness = new Witness();
        private final SourceOwner owner;
        private final MemoryTaskQueue queue;
        private final UploadJournal journal;
        private final Route route;
        private volatile boolean quiet;

        Stress(long seed) throws StorageException {
            this.seed = seed;
            SplittableRandom random = new SplittableRandom(seed);
            this.route = random.nextInt(3) == 0 ? Route.SERVER_SIDE : Route.THROUGH_US;
            this.journal = random.nextBoolean() ? UploadJournal.NONE : new MemoryJournal();
            this.owner = new SourceOwner(source, destination, 300, random.split());
            this.queue = new MemoryTaskQueue(
                    clock,
                    clock.sleeper(),
                    Duration.ofHours(1),
                    new QueueTrouble(random.split(), 0.1, QueueTrouble.Reordering.ANY));
            cloud.watch(versions);
            owner.moveIn();
            versions.judge();
        }

        void run() throws Exception {
            AtomicBoolean working = new AtomicBoolean(true);
            Thread meddler = Thread.ofPlatform().start(() -> meddleWhile(working));
            try (Slots crew =
                    new Slots(SlotsOptions.fixed("stress", THREADS), () -> false, System::nanoTime, () -> Double.NaN)) {
                for (int i = 0; i < 3; i++) {
                    replicate(crew, i);
                }
                working.set(false);
                meddler.join();
                quiet = true;
                for (int i = 3; i < 6; i++) {
                    clock.advance(Duration.ofHours(2));
                    replicate(crew, i);
                }
                sweep(crew);
            } finally {
                working.set(false);
            }
            check();
        }

        private void meddleWhile(AtomicBoolean working) {
            try {
                while (working.get()) {
                    clock.advance(Duration.ofMillis(100));
                    owner.meddle();
                    Thread.sleep(0, 200_000);
                }
            } catch (StorageException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private void replicate(Slots crew, int round) throws Exception {
            long fate = seed * 1_009 + round;
            ObjectStore from = faulty(source, fate);
            ObjectStore to = faulty(destination, fate + 1);
            FaultyQueue mine = new FaultyQueue(queue, FaultScript.none());
            DiffSettings settings =
                    new DiffSettings(4, 4, DiffSettings.RETRY, clock.sleeper(), new Random(fate), scratch);
            BucketDiff diff = new BucketDiff(from, to, Selection.EVERYTHING, CompareMode.AUTO, settings);
            witness.newRun();
            new Sender(diff, mine, SendSettings.STANDARD, clock).run(witness);
            TransferEngine engine = new TransferEngine(Rig.setup(from, to, route, journal, clock, crew, fate));
            Worker worker = new Worker(
                    engine,
                    mine,
                    witness.letters(),
                    witness,
                    crew,
                    WorkerOptions.DEFAULT,
                    RunControl.unlimited(),
                    new Random(fate));
            while (!queue.backlog().isEmpty()) {
                for (Delivery delivery : mine.receive(10, Duration.ZERO)) {
                    assertTrue(worker.submit(delivery) != null);
                }
                worker.awaitQuiet();
                clock.advance(Duration.ofMinutes(6));
            }
            witness.assertAllTold();
        }

        /** What a run that is complete does last. */
        private void sweep(Slots crew) throws WorkStopped {
            TransferSetup setup = Rig.setup(source, destination, route, journal, clock, crew, seed);
            new UploadSweep(setup.destination(), journal, setup.persistence()).run(RunControl.unlimited());
        }

        private ObjectStore faulty(MemoryObjectStore real, long fate) {
            FaultMix mix = quiet ? FaultMix.NONE : FaultMix.BAD_DAY;
            return new FaultyStore(real, mix.script(fate, new Life()));
        }

        private void check() {
            Map<ObjectKey, MemoryObject> copies = destination.objects();
            source.objects().forEach((key, original) -> {
                MemoryObject copy = copies.get(key);
                assertTrue(copy != null && Versions.isCopy(copy, original), () -> key + " is not what it should be");
            });
            assertEquals(List.of(), versions.violations());
            assertEquals(List.of(), destination.openUploads(), () -> journal.remembers() + " " + route);
            assertEquals(0, cloud.openReadings());
        }
    }
}
