package io.replicationhub.testkit.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.crew.Crew;
import io.replicationhub.journal.TaskJournal;
import io.replicationhub.journal.UploadJournal;
import io.replicationhub.object.ChecksumKind;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.StorageException;
import io.replicationhub.plan.BucketDiff;
import io.replicationhub.plan.CompareMode;
import io.replicationhub.plan.DiffSettings;
import io.replicationhub.plan.ListingFailed;
import io.replicationhub.queue.Delivery;
import io.replicationhub.queue.QueueException;
import io.replicationhub.select.Selection;
import io.replicationhub.send.DeleteGuard;
import io.replicationhub.send.DeleteLimit;
import io.replicationhub.send.SendResult;
import io.replicationhub.send.SendSettings;
import io.replicationhub.send.Sender;
import io.replicationhub.task.PackLimits;
import io.replicationhub.testkit.FakeClock;
import io.replicationhub.testkit.fault.Crash;
import io.replicationhub.testkit.fault.FaultMix;
import io.replicationhub.testkit.fault.FaultyDeadLetters;
import io.replicationhub.testkit.fault.FaultyQueue;
import io.replicationhub.testkit.fault.Life;
import io.replicationhub.testkit.memory.MemoryCloud;
import io.replicationhub.testkit.memory.MemoryCloud.Tagging;
import io.replicationhub.testkit.memory.MemoryJournal;
import io.replicationhub.testkit.memory.MemoryObject;
import io.replicationhub.testkit.memory.MemoryObjectStore;
import io.replicationhub.testkit.memory.MemoryTaskQueue;
import io.replicationhub.testkit.memory.QueueTrouble;
import io.replicationhub.transfer.EngineOptions.Route;
import io.replicationhub.transfer.Mirroring;
import io.replicationhub.transfer.Mirroring.Deletes;
import io.replicationhub.transfer.RunControl;
import io.replicationhub.transfer.TransferEngine;
import io.replicationhub.transfer.TransferSetup;
import io.replicationhub.transfer.UploadSweep;
import io.replicationhub.transfer.WorkStopped;
import io.replicationhub.worker.Worker;
import io.replicationhub.worker.WorkerOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A small world in which everything happens that may: senders and workers live and die, requests fail and their answers
 * get lost, messages come twice and in any order, the owner of the source goes on working. Then all becomes quiet, and
 * the destination must be what the source is.
 */
final class Simulation {
    private static final Duration VISIBILITY = Duration.ofMinutes(15);
    private static final DeleteGuard ANY_NUMBER = new DeleteGuard(new DeleteLimit.Count(Long.MAX_VALUE));
    private static final int BUSY_RUNS = 3;
    private static final int MOST_OBJECTS = 18;
    private static final int MOST_DEATHS = 40;

    private final long seed;
    private final Path scratch;
    private final SplittableRandom random;
    private final FakeClock clock = FakeClock.atStart();
    private final Route route;
    private final Mischief mischief;
    private final boolean duplicates;
    private final Mirroring mirroring;
    private final MemoryObjectStore source;
    private final MemoryObjectStore destination;
    private final Versions versions;
    private final SourceOwner owner;
    private final Witness witness = new Witness();
    private final UploadJournal journal;
    private final MemoryTaskQueue queue;
    private final Set<String> doomed = new HashSet<>();
    private int deaths;
    private int processes;

    Simulation(long seed, Path scratch) throws StorageException {
        this.seed = seed;
        this.scratch = scratch;
        this.random = new SplittableRandom(seed);
        this.route = random.nextInt(4) == 0 ? Route.SERVER_SIDE : Route.THROUGH_US;
        FaultMix mix = FaultMix.BAD_DAY.withCrashes(random.nextInt(3) * 0.01);
        this.journal = switch (random.nextInt(4)) {
            case 0 -> UploadJournal.NONE;
            case 1 -> new TaskJournal();
            default -> new MemoryJournal();
        };
        this.duplicates = random.nextBoolean();
        // One that is computed in every lane, so that whatever goes wrong must be noticed before it is seen.
        boolean publishes = random.nextInt(3) == 0;
        MemoryCloud first = publishes ? cloud().publishing(ChecksumKind.CRC32C) : cloud();
        MemoryCloud second = route == Route.SERVER_SIDE ? first : cloud();
        this.source = first.createBucket("from");
        this.destination = second.createBucket("to");
        this.owner = new SourceOwner(source, destination, MOST_OBJECTS, random.split());
        this.mischief = new Mischief(mix, source, owner, doomed);
        if (publishes) {
            mischief.corrupt();
        }
        QueueTrouble.Reordering order = QueueTrouble.Reordering.ANY;
        this.queue = new MemoryTaskQueue(
                clock, clock.sleeper(), VISIBILITY, new QueueTrouble(random.split(), duplicates ? 0.2 : 0, order));
        this.versions = new Versions("from", "to");
        first.watch(versions);
        if (second != first) {
            second.watch(versions);
        }
        owner.moveIn();
        versions.judge();
        this.mirroring =
                random.nextBoolean() ? new Mirroring(Selection.EVERYTHING, Deletes.MIRRORED) : Mirroring.COPIES_ONLY;
        if (random.nextInt(3) == 0) {
            doomed.add(owner.keys().getFirst());
        }
    }

    private MemoryCloud cloud() {
        MemoryCloud cloud = MemoryCloud.with(clock, Rig.LIMITS, 2 + random.nextInt(10));
        return random.nextInt(4) == 0 ? cloud.tagging(Tagging.OPAQUE) : cloud;
    }

    /** @param story is told what happened */
    void run(Story story) throws Exception {
        for (int i = 0; i < BUSY_RUNS; i++) {
            clock.advance(Duration.ofMinutes(random.nextInt(90)));
            witness.newRun();
            boolean sentAll = send();
            drain();
            if (sentAll) {
                witness.assertAllTold();
            }
            meddle(random.nextInt(4));
        }
        becomeQuiet();
        check();
        story.deaths(deaths);
        story.corruptions(mischief.corruptions());
        story.outcomes(witness.endings());
    }

    private void becomeQuiet() throws Exception {
        mischief.end();
        drain();
        for (int i = 0; i < 4; i++) {
            clock.advance(Duration.ofHours(1));
            witness.newRun();
            assertTrue(send(), "a sender failed although nothing does any more");
            long found = witness.toCopy();
            drain();
            witness.assertAllTold();
            assertTrue(duplicates || found == witness.settled(), () -> found + " found, settled " + witness.settled());
            if (found <= doomed.size()) {
                sweep();
                return;
            }
        }
        throw new AssertionError("there is always something left to copy: " + witness.toCopy());
    }

    private void check() {
        Map<ObjectKey, MemoryObject> copies = destination.objects();
        source.objects().forEach((key, original) -> {
            MemoryObject copy = copies.get(key);
            boolean same = copy != null && Versions.isCopy(copy, original);
            assertTrue(same || doomed.contains(key.value()), () -> key + " is not what it should be");
        });
        // An empty source deletes nothing.
        if (mirrors() && !source.objects().isEmpty()) {
            Set<ObjectKey> extra = new HashSet<>(copies.keySet());
            extra.removeAll(source.objects().keySet());
            extra.removeIf(key -> doomed.contains(key.value()));
            assertEquals(Set.of(), extra, "is at the destination only");
        }
        assertEquals(List.of(), versions.violations());
        assertEquals(List.of(), queue.unsettled());
        int open = destination.openUploads().size();
        // Without a lasting journal, nobody but the bucket's own rules knows of uploads whose worker died, or whose
        // message could not be sent; without any, of those whose beginning was never answered.
        boolean lasting = journal.remembers() && !journal.travels();
        boolean nobodyKnows = !lasting && (deaths > 0 || mischief.creationsWentUnanswered()) || journal.travels();
        assertTrue(open == 0 || nobodyKnows, () -> "open: " + destination.openUploads());
        Set<String> stillThere = new HashSet<>(doomed);
        stillThere.removeIf(key -> source.object(key).isEmpty() || upToDate(key));
        witness.assertLettersMakeSense(stillThere, doomed);
    }

    private boolean mirrors() {
        return mirroring.deletes() == Deletes.MIRRORED;
    }

    private boolean upToDate(String key) {
        MemoryObject original = source.object(key).orElseThrow();
        return destination
                .object(key)
                .filter(copy -> Versions.isCopy(copy, original))
                .isPresent();
    }

    // Processes.

    /** One run of a sender; false where it died or failed. */
    private boolean send() throws InterruptedException {
        Life life = new Life();
        long fate = nextFate();
        DiffSettings settings = new DiffSettings(1, 1, DiffSettings.RETRY, clock.sleeper(), new Random(fate), scratch);
        BucketDiff diff = new BucketDiff(
                Mischief.quirky(mischief.at(source, life, fate), fate),
                Mischief.quirky(mischief.at(destination, life, fate + 1), fate + 1),
                Selection.EVERYTHING,
                CompareMode.AUTO,
                settings);
        SendSettings sending = new SendSettings(
                PackLimits.STANDARD.withMaxTasks(1 + (int) (fate & 3)), 10, Duration.ofSeconds(1), 10_000);
        try {
            Sender sender = new Sender(diff, mischief.at(queue, life, fate), sending, clock);
            SendResult result = (mirrors() ? sender.deleting(ANY_NUMBER, scratch) : sender).run(witness);
            return result instanceof SendResult.Sent && !life.isOver();
        } catch (Crash e) {
            died();
            return false;
        } catch (ListingFailed | QueueException e) {
            return false;
        }
    }

    /** Workers come, work and die until nothing is on the queue. */
    private void drain() throws InterruptedException, StorageException {
        while (!queue.backlog().isEmpty()) {
            work();
            if (queue.backlog().waiting() == 0) {
                clock.advance(VISIBILITY.plusSeconds(1));
            }
        }
    }

    private void work() throws InterruptedException, StorageException {
        Life life = new Life();
        long fate = nextFate();
        RunControl run = journal.travels() ? shortRun(fate) : RunControl.unlimited();
        FaultyQueue mine = mischief.at(queue, life, fate);
        TransferEngine engine = new TransferEngine(setup(life, fate), mirroring);
        FaultyDeadLetters letters = mischief.at(witness.letters(), life, fate + 2);
        Worker worker =
                new Worker(engine, mine, letters, witness, Crew.ALONE, WorkerOptions.DEFAULT, run, new Random(fate));
        try {
            List<Delivery> deliveries = receive(mine);
            while (!deliveries.isEmpty() && !run.isStopping() && !life.isOver()) {
                worker.process(deliveries);
                meddle(random.nextInt(8) == 0 ? 1 : 0);
                deliveries = receive(mine);
            }
        } catch (Crash e) {
            assertTrue(life.isOver());
        }
        if (life.isOver()) {
            died();
        }
    }

    /** Ends after so many looks at the clock, which may be in the midst of an object; when all is quiet, late enough. */
    private RunControl shortRun(long fate) {
        AtomicLong looks = new AtomicLong();
        return RunControl.until(10 + new SplittableRandom(fate).nextInt(60), looks::incrementAndGet);
    }

    private void died() {
        deaths++;
        if (deaths == MOST_DEATHS) {
            mischief.killNobody();
        }
    }

    private List<Delivery> receive(FaultyQueue from) throws InterruptedException {
        try {
            return from.receive(1 + random.nextInt(3), Duration.ZERO);
        } catch (QueueException e) {
            return List.of();
        }
    }

    /** What a run that is complete does last. */
    private void sweep() throws WorkStopped {
        TransferSetup setup = setup(new Life(), nextFate());
        new UploadSweep(setup.destination(), journal, setup.persistence()).run(RunControl.unlimited());
    }

    private TransferSetup setup(Life life, long fate) {
        // What travels with the tasks does not outlive the process otherwise.
        UploadJournal memory = journal.travels() ? new TaskJournal() : journal;
        UploadJournal mine = mischief.at(memory, life, fate);
        ObjectStore from = mischief.at(source, life, fate);
        ObjectStore to = mischief.at(destination, life, fate + 1);
        return Rig.setup(from, to, route, mine, clock, Crew.ALONE, fate);
    }

    private void meddle(int times) throws StorageException {
        for (int i = 0; i < times && !mischief.isOver(); i++) {
            clock.advance(Duration.ofSeconds(random.nextInt(5)));
            owner.meddle();
        }
    }

    /** Every process has its own, so that what struck one need not strike the next. */
    private long nextFate() {
        processes++;
        return seed * 1_000_003 + processes * 101L;
    }
}
