package io.replicationhub.testkit.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.crew.Crew;
import io.replicationhub.history.HistoryListener;
import io.replicationhub.history.HistoryRun;
import io.replicationhub.journal.UploadJournal;
import io.replicationhub.object.ListedVersion;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectVersions.Keeping;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.plan.Side;
import io.replicationhub.select.Filter;
import io.replicationhub.select.Selection;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.testkit.FakeClock;
import io.replicationhub.testkit.RequestKind;
import io.replicationhub.testkit.Seeds;
import io.replicationhub.testkit.fault.Crash;
import io.replicationhub.testkit.fault.FaultMix;
import io.replicationhub.testkit.fault.FaultScript;
import io.replicationhub.testkit.fault.FaultyStore;
import io.replicationhub.testkit.fault.Life;
import io.replicationhub.testkit.memory.MemoryCloud;
import io.replicationhub.testkit.memory.MemoryCloud.Tagging;
import io.replicationhub.testkit.memory.MemoryJournal;
import io.replicationhub.testkit.memory.MemoryObjectStore;
import io.replicationhub.transfer.EngineOptions.Route;
import io.replicationhub.transfer.RunControl;
import io.replicationhub.transfer.TransferSetup;
import io.replicationhub.transfer.UploadSweep;
import io.replicationhub.transfer.WorkStopped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
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
        private final SplittableRandom random;
        private final FakeClock clock = FakeClock.atStart();
        private final MemoryObjectStore source;
        private final MemoryObjectStore destination;
        private final Route route;
        /** Whether the source forgets its oldest versions: then the destination has more. */
        private final boolean forgets;

        /** What a run on one machine has: then uploads that were left go on. */
        private final UploadJournal journal;

        private int writes;
        private long resumed;
        private int runs;
        private int crashes;

        World(long seed) {
            this.seed = seed;
            this.random = new SplittableRandom(seed);
            MemoryCloud cloud = MemoryCloud.with(clock, Rig.LIMITS, 1 + random.nextInt(12));
            cloud = random.nextInt(3) == 0 ? cloud.tagging(Tagging.OPAQUE) : cloud;
            this.source = cloud.createBucket("from");
            this.destination = cloud.createBucket("to").keeping(Keeping.ENABLED);
            this.route = random.nextInt(3) == 0 ? Route.SERVER_SIDE : Route.THROUGH_US;
            this.forgets = random.nextInt(4) == 0;
            this.journal = random.nextBoolean() ? new MemoryJournal() : UploadJournal.NONE;
        }

        void run() throws Exception {
            meddle(random.nextInt(4));
            source.keeping(Keeping.ENABLED);
            for (int i = 0; i < 6; i++) {
                meddle(random.nextInt(8));
                if (seed % 40 == 0 && i == 3) {
                    burst();
                }
                replicate(new FaultMix(0.03, 0.03, 0.01, 0.02, random.nextInt(3) == 0 ? 0 : 0.04));
                forget();
            }
            replicate(new FaultMix(0, 0, 0, 0, 0));
            check();
            Map<RequestKind, Long> before = writesSoFar();
            replicate(new FaultMix(0, 0, 0, 0, 0));
            assertEquals(before, writesSoFar(), "a run behind which nothing changed writes nothing");
            sweep();
        }

        private void sweep() throws Exception {
            if (!journal.remembers()) {
                assertEquals(List.of(), destination.openUploads());
                return;
            }
            TransferSetup quiet = Rig.setup(source, destination, route, journal, clock, Crew.ALONE, seed);
            resumed = destination.requests().of(RequestKind.LIST_PARTS);
            int swept = new UploadSweep(quiet.destination(), journal, quiet.persistence()).run(RunControl.unlimited());
            assertTrue(swept <= KEYS.size());
            assertEquals(List.of(), journal.all(destination.description()));
        }

        private void meddle(int times) throws Exception {
            for (int i = 0; i < times; i++) {
                clock.advance(Duration.ofSeconds(random.nextInt(3)));
                ObjectKey key = new ObjectKey(KEYS.get(random.nextInt(KEYS.size())));
                if (random.nextInt(4) == 0) {
                    source.delete(key);
                } else {
                    write(key);
                }
            }
        }

        /** So many versions that they are not handed on, but read again. */
        private void burst() throws Exception {
            for (int i = 0; i < 300; i++) {
                clock.advance(Duration.ofSeconds(1));
                write(new ObjectKey(KEYS.get(1)));
            }
        }

        private void write(ObjectKey key) throws Exception {
            int body = random.nextInt(3);
            ObjectMetadata metadata =
                    forgets ? ObjectMetadata.NONE : ObjectMetadata.NONE.withUser("write", "n" + ++writes);
            source.put(
                    key,
                    metadata,
                    WriteOptions.DEFAULT,
                    BytesPayload.random(body, SIZES[random.nextInt(SIZES.length)]));
        }

        private void forget() throws Exception {
            if (!forgets) {
                return;
            }
            Map<String, List<ListedVersion>> histories = ToldHistories.of(source);
            for (List<ListedVersion> history : histories.values()) {
                int keep = 1 + random.nextInt(history.size());
                for (ListedVersion old : history.subList(keep, history.size())) {
                    source.versions().orElseThrow().remove(old.key(), old.id());
                }
            }
        }

        private void replicate(FaultMix mix) throws Exception {
            clock.advance(Duration.ofSeconds(1 + random.nextInt(3)));
            Life life = new Life();
            RunControl run = RunControl.unlimited();
            long fate = seed * 31 + ++runs;
            try {
                HistoryRun.carrying(
                                Rig.setup(
                                        new FaultyStore(source, mix.script(fate, life)),
                                        new FaultyStore(destination, script(mix, fate + 7, life, run)),
                                        route,
                                        journal,
                                        clock,
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
                for (var open : destination.openUploads()) {
                    destination.uploads().abort(open.upload());
                }
            }
        }

        /** Now and then the run is told to stop in the midst of it. */
        private FaultScript script(FaultMix mix, long fate, Life life, RunControl run) {
            FaultScript faults = mix.script(fate, life);
            int stop = mix.unavailable() > 0 && random.nextInt(3) == 0 ? random.nextInt(20) : Integer.MAX_VALUE;
            AtomicInteger asked = new AtomicInteger();
            return request -> {
                if (asked.incrementAndGet() == stop) {
                    run.drain();
                }
                return faults.on(request);
            };
        }

        private void check() throws Exception {
            Map<String, List<ListedVersion>> from = ToldHistories.of(source);
            Map<String, List<ListedVersion>> to = ToldHistories.of(destination);
            for (Map.Entry<String, List<ListedVersion>> history : from.entrySet()) {
                String name = "out/there/" + history.getKey().substring("in/".length());
                List<String> wanted = ToldHistories.told(source, history.getValue());
                List<String> found = ToldHistories.told(destination, to.getOrDefault(name, List.of()));
                if (forgets && found.size() > wanted.size()) {
                    found = found.subList(0, wanted.size());
                }
                assertEquals(wanted, found, () -> "history of " + history.getKey());
            }
            assertTrue(forgets || to.size() == from.size(), "nothing but that");
        }

        private Map<RequestKind, Long> writesSoFar() {
            Map<RequestKind, Long> made = new HashMap<>();
            for (RequestKind kind : List.of(
                    RequestKind.PUT,
                    RequestKind.COPY,
                    RequestKind.DELETE,
                    RequestKind.DELETE_VERSION,
                    RequestKind.CREATE_UPLOAD)) {
                made.put(kind, destination.requests().of(kind));
            }
            return made;
        }
    }

    private static final class Silent implements HistoryListener {
        @Override
        public void listed(Side side, int entries) {}

        @Override
        public void same(ObjectKey key) {}

        @Override
        public void lacking(ListedVersion version) {}

        @Override
        public void settled(ListedVersion version, Outcome outcome) {}

        @Override
        public void unreadable(ObjectKey key, Outcome.Failed failure) {}

        @Override
        public void extra(ObjectKey key) {}
    }
}
