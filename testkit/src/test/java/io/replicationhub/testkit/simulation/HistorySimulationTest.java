package io.replicationhub.testkit.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.crew.Crew;
import io.replicationhub.history.HistoryListener;
import io.replicationhub.history.HistoryRun;
import io.replicationhub.journal.UploadJournal;
import io.replicationhub.object.ListedVersion;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectVersions.Keeping;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.plan.Side;
import io.replicationhub.select.Filter;
import io.replicationhub.select.Selection;
import io.replicationhub.testkit.RequestKind;
import io.replicationhub.testkit.Seeds;
import io.replicationhub.testkit.fault.Crash;
import io.replicationhub.testkit.fault.FaultMix;
import io.replicationhub.testkit.fault.FaultScript;
import io.replicationhub.testkit.fault.FaultyStore;
import io.replicationhub.testkit.fault.Life;
import io.replicationhub.testkit.memory.MemoryJournal;
import io.replicationhub.testkit.memory.MemoryObjectStore;
import io.replicationhub.transfer.RunControl;
import io.replicationhub.transfer.TransferSetup;
import io.replicationhub.transfer.UploadSweep;
import io.replicationhub.transfer.WorkStopped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Random histories at the source, runs that are interrupted at random while requests fail and answers are lost: in the
 * end each key of the destination has the source's history, entry by entry, and a further run finds nothing to do. Replay
 * one with {@code -Ddrh.seed=N}.
 */
class HistorySimulationTest {
    private static final int ROUNDS = 400;
    private static final List<String> KEYS = List.of("in/a", "in/a b", "in/a+b", "in/f/\uD83D\uDE42", "in/g//");
    private static final int[] SIZES = {0, 1, 60, 150, 201, 640};
    private static final Selection SELECTION = new Selection("in/", "out/there/", Filter.ALL);

    @Test
    @Timeout(120)
    void theDestinationsHistoriesBecomeTheSources() {
        AtomicInteger crashes = new AtomicInteger();
        AtomicLong resumed = new AtomicLong();
        Seeds.each(ROUNDS, seed -> {
            World world = new World(seed);
            world.run();
            crashes.addAndGet(world.crashes);
            resumed.addAndGet(world.resumed);
        });
        assertTrue(Seeds.upTo(ROUNDS).count() < ROUNDS || crashes.get() > ROUNDS / 2, "runs were interrupted");
        assertTrue(Seeds.upTo(ROUNDS).count() < ROUNDS || resumed.get() > ROUNDS / 10, "uploads went on: " + resumed);
    }

    private static final class World {
        private final long seed;
        private final HistoryWorld world;
        /** What a run on one machine has: then uploads that were left go on. */
        private final UploadJournal journal;

        private long resumed;
        private int runs;
        private int crashes;

        World(long seed) {
            this.seed = seed;
            this.world = new HistoryWorld(seed, KEYS, SIZES, SELECTION);
            world.forgets = world.random.nextInt(4) == 0;
            world.destinationForgets = world.forgets && world.random.nextBoolean();
            this.journal = world.random.nextBoolean() ? new MemoryJournal() : UploadJournal.NONE;
        }

        void run() throws Exception {
            meddle(world.random.nextInt(4));
            world.source.keeping(Keeping.ENABLED);
            for (int i = 0; i < 6; i++) {
                meddle(world.random.nextInt(8));
                if (seed % 40 == 0 && i == 3) {
                    burst();
                }
                replicate(new FaultMix(0.03, 0.03, 0.01, 0.02, world.random.nextInt(3) == 0 ? 0 : 0.04));
                forget();
            }
            replicate(new FaultMix(0, 0, 0, 0, 0));
            world.check();
            forgetAtDestination();
            Map<RequestKind, Long> before = world.writesSoFar(RequestKind.CREATE_UPLOAD);
            replicate(new FaultMix(0, 0, 0, 0, 0));
            assertEquals(
                    before,
                    world.writesSoFar(RequestKind.CREATE_UPLOAD),
                    "a run behind which nothing changed writes nothing");
            sweep();
        }

        private void sweep() throws Exception {
            if (!journal.remembers()) {
                assertEquals(List.of(), world.destination.openUploads());
                return;
            }
            TransferSetup quiet =
                    Rig.setup(world.source, world.destination, world.route, journal, world.clock, Crew.ALONE, seed);
            resumed = world.destination.requests().of(RequestKind.LIST_PARTS);
            int swept = new UploadSweep(quiet.destination(), journal, quiet.persistence()).run(RunControl.unlimited());
            assertTrue(swept <= KEYS.size());
            assertEquals(List.of(), journal.all(world.destination.description()));
        }

        private void meddle(int times) throws Exception {
            for (int i = 0; i < times; i++) {
                world.change();
            }
        }

        /** So many versions that they are not handed on, but read again. */
        private void burst() throws Exception {
            for (int i = 0; i < 300; i++) {
                world.clock.advance(Duration.ofSeconds(1));
                world.write(new ObjectKey(KEYS.get(1)));
            }
        }

        private void forget() throws Exception {
            if (!world.forgets) {
                return;
            }
            forgetAtSource();
            forgetAtDestination();
        }

        /** Down to what is newest and has a body: by a marker alone nobody knows how far the destination has come. */
        private void forgetAtDestination() throws Exception {
            if (!world.destinationForgets) {
                return;
            }
            for (List<ListedVersion> history :
                    ToldHistories.of(world.destination).values()) {
                int kept = 0;
                while (kept < history.size() && history.get(kept) instanceof ListedVersion.DeleteMarker) {
                    kept++;
                }
                forget(world.destination, history, kept);
            }
        }

        private void forgetAtSource() throws Exception {
            for (List<ListedVersion> history : ToldHistories.of(world.source).values()) {
                forget(world.source, history, 0);
            }
        }

        /** @param newest so many are kept, and one more */
        private void forget(MemoryObjectStore store, List<ListedVersion> history, int newest) throws Exception {
            int keep = Math.min(history.size(), newest + 1 + world.random.nextInt(history.size()));
            for (ListedVersion old : history.subList(keep, history.size())) {
                store.versions().orElseThrow().remove(old.key(), old.id());
            }
        }

        private void replicate(FaultMix mix) throws Exception {
            world.clock.advance(Duration.ofSeconds(1 + world.random.nextInt(3)));
            Life life = new Life();
            RunControl run = RunControl.unlimited();
            long fate = seed * 31 + ++runs;
            try {
                HistoryRun.carrying(
                                Rig.setup(
                                        new FaultyStore(world.source, mix.script(fate, life)),
                                        new FaultyStore(world.destination, script(mix, fate + 7, life, run)),
                                        world.route,
                                        journal,
                                        world.clock,
                                        Crew.ALONE,
                                        seed),
                                SELECTION,
                                new Silent(),
                                run)
                        .run();
            } catch (Crash | WorkStopped e) {
                crashes++;
            }
            // A crash, or an abort that failed, may leave an upload open, which the bucket's rules end.
            if (mix.unavailable() > 0 && !journal.remembers()) {
                for (var open : world.destination.openUploads()) {
                    world.destination.uploads().abort(open.upload());
                }
            }
        }

        /** Now and then the run is told to stop in the midst of it. */
        private FaultScript script(FaultMix mix, long fate, Life life, RunControl run) {
            FaultScript faults = mix.script(fate, life);
            int stop = mix.unavailable() > 0 && world.random.nextInt(3) == 0
                    ? world.random.nextInt(20)
                    : Integer.MAX_VALUE;
            AtomicInteger asked = new AtomicInteger();
            return request -> {
                if (asked.incrementAndGet() == stop) {
                    run.drain();
                }
                return faults.on(request);
            };
        }
    }

    static final class Silent implements HistoryListener {
        @Override
        public void listed(Side side, int entries) {}

        @Override
        public void same(ObjectKey key) {}

        @Override
        public void lacking(ListedVersion version) {}

        @Override
        public void settled(ListedVersion version, Outcome outcome) {}

        @Override
        public void heldBack(ListedVersion version) {}

        @Override
        public void unreadable(ObjectKey key, Outcome.Failed failure) {}

        @Override
        public void extra(ObjectKey key) {}
    }
}
