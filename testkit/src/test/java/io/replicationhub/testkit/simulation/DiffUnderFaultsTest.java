package io.replicationhub.testkit.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.FailureClass;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.plan.BucketDiff;
import io.replicationhub.plan.CompareMode;
import io.replicationhub.plan.DiffListener;
import io.replicationhub.plan.DiffSettings;
import io.replicationhub.plan.DiffSummary;
import io.replicationhub.plan.Difference;
import io.replicationhub.plan.ListingFailed;
import io.replicationhub.plan.Side;
import io.replicationhub.select.Selection;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.testkit.FakeClock;
import io.replicationhub.testkit.OddKeys;
import io.replicationhub.testkit.RequestKind;
import io.replicationhub.testkit.Seeds;
import io.replicationhub.testkit.fault.Fault;
import io.replicationhub.testkit.fault.FaultMix;
import io.replicationhub.testkit.fault.FaultScript;
import io.replicationhub.testkit.fault.FaultyStore;
import io.replicationhub.testkit.fault.Life;
import io.replicationhub.testkit.fault.ListingQuirks;
import io.replicationhub.testkit.fault.ListingQuirks.Quirks;
import io.replicationhub.testkit.fault.Mishaps;
import io.replicationhub.testkit.memory.MemoryCloud;
import io.replicationhub.testkit.memory.MemoryObjectStore;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Listings as stores really give them, and listings that fail: the diff is right, or it fails. */
@Timeout(60)
class DiffUnderFaultsTest {
    @TempDir
    private Path scratch;

    private final FakeClock clock = FakeClock.atStart();

    @Test
    void shortAndEmptyPagesAndPassingFailuresChangeNothing() {
        Seeds.each(40, seed -> {
            Pair pair = new Pair(seed);
            assertEquals(
                    pair.truth(),
                    pair.found(
                            quirky(pair.source, Quirks.withinTheRules(), seed, FaultMix.BAD_DAY),
                            quirky(pair.destination, Quirks.withinTheRules(), seed + 1, FaultMix.BAD_DAY)));
        });
    }

    @Test
    void aListingWithoutOrderIsSorted() {
        Seeds.each(20, seed -> {
            Pair pair = new Pair(seed);
            Quirks from = seed % 3 == 0 ? Quirks.withinTheRules() : Quirks.withoutOrder();
            Quirks to = seed % 3 == 1 ? Quirks.withinTheRules() : Quirks.withoutOrder();
            assertEquals(
                    pair.truth(),
                    pair.found(
                            quirky(pair.source, from, seed, FaultMix.NONE),
                            quirky(pair.destination, to, seed + 1, FaultMix.NONE)));
        });
    }

    @Test
    void aListingThatBreaksAnywhereFailsTheDiffAndNamesTheSide() {
        Seeds.each(60, seed -> {
            Pair pair = new Pair(seed);
            Side broken = seed % 2 == 0 ? Side.SOURCE : Side.DESTINATION;
            FailureClass how = seed % 4 < 2 ? FailureClass.UNAVAILABLE : FailureClass.DENIED;
            int from = 1 + (int) (seed % 7);
            int[] lists = {0};
            FaultScript breaks = request -> {
                synchronized (lists) {
                    boolean after = request.kind() == RequestKind.LIST && ++lists[0] >= from;
                    return after ? new Fault.Before(Mishaps.failure(how)) : Fault.NONE;
                }
            };
            ObjectStore source = broken == Side.SOURCE ? new FaultyStore(pair.source, breaks) : pair.source;
            ObjectStore destination =
                    broken == Side.DESTINATION ? new FaultyStore(pair.destination, breaks) : pair.destination;
            Map<String, String> told = new ConcurrentSkipListMap<>();
            try {
                pair.run(source, destination, told);
                assertTrue(lists[0] < from, "the listing broke and the diff went on");
                assertEquals(pair.truth(), told);
            } catch (ListingFailed failure) {
                assertEquals(broken, failure.side());
                assertEquals(how, failure.failure().failureClass());
            }
            told.forEach((key, difference) -> assertEquals(pair.truth().get(key), difference, key));
        });
    }

    @Test
    void keysThatComeAndGoDoNotDisturbThoseThatStay() {
        Seeds.each(40, seed -> {
            Pair pair = new Pair(seed);
            SplittableRandom random = new SplittableRandom(seed);
            Map<String, String> before = pair.truth();
            Quirks restless = new Quirks(0.3, 0.2, 0, () -> pair.disturb(random));
            Map<String, String> found = pair.found(
                    quirky(pair.source, restless, seed, FaultMix.NONE),
                    quirky(pair.destination, restless, seed + 1, FaultMix.NONE));
            found.keySet().removeIf(key -> key.contains("passing"));
            assertEquals(before, found);
        });
    }

    private static ObjectStore quirky(ObjectStore store, Quirks quirks, long seed, FaultMix mix) {
        ObjectStore listed = new ListingQuirks(store, quirks, new SplittableRandom(seed));
        return new FaultyStore(listed, mix.script(seed, new Life()));
    }

    /** Two buckets that differ in known ways. */
    private final class Pair {
        private final MemoryCloud cloud = MemoryCloud.with(clock, Rig.LIMITS, 7);
        private final MemoryObjectStore source = cloud.createBucket("from");
        private final MemoryObjectStore destination = cloud.createBucket("to");
        private final Map<String, String> truth = new TreeMap<>();
        private final long seed;

        Pair(long seed) throws StorageException {
            this.seed = seed;
            SplittableRandom random = new SplittableRandom(seed);
            int more = random.nextInt(60);
            for (int i = 0; i < more; i++) {
                place("%s/%03d".formatted(random.nextBoolean() ? "a" : "b", i), random);
            }
            for (String key : OddKeys.all()) {
                if (random.nextBoolean()) {
                    place(key, random);
                }
            }
        }

        Map<String, String> truth() {
            return truth;
        }

        private void place(String key, SplittableRandom random) throws StorageException {
            switch (random.nextInt(5)) {
                case 0 -> {
                    put(source, key, "new");
                    truth.put(key, "missing");
                }
                case 1 -> {
                    put(destination, key, "old");
                    truth.put(key, "extra");
                }
                case 2 -> {
                    put(destination, key, "was");
                    put(source, key, "now");
                    truth.put(key, "changed");
                }
                default -> {
                    put(source, key, "same");
                    put(destination, key, "same");
                }
            }
        }

        synchronized void disturb(SplittableRandom random) {
            String key = "%s/passing-%02d".formatted(random.nextBoolean() ? "a" : "b", random.nextInt(20));
            MemoryObjectStore store = random.nextBoolean() ? source : destination;
            try {
                if (random.nextBoolean()) {
                    put(store, key, "passing");
                } else {
                    store.delete(new ObjectKey(key));
                }
            } catch (StorageException e) {
                throw new IllegalStateException(e);
            }
        }

        Map<String, String> found(ObjectStore from, ObjectStore to) throws Exception {
            Map<String, String> told = new ConcurrentSkipListMap<>();
            DiffSummary summary = run(from, to, told);
            assertTrue(summary.toCopy().objects() <= told.size());
            return told;
        }

        DiffSummary run(ObjectStore from, ObjectStore to, Map<String, String> told) throws Exception {
            DiffSettings settings =
                    DiffSettings.standard(new Random(seed), scratch).withRanges(4);
            DiffSettings unhurried = new DiffSettings(
                    4, settings.heads(), settings.retry(), clock.sleeper(), settings.random(), scratch);
            return new BucketDiff(from, to, Selection.EVERYTHING, CompareMode.AUTO, unhurried).run(new Teller(told));
        }
    }

    private record Teller(Map<String, String> told) implements DiffListener {
        @Override
        public void differs(Difference difference) {
            switch (difference) {
                case Difference.Missing missing -> tell(missing.source().key(), "missing");
                case Difference.Changed changed -> tell(changed.source().key(), "changed");
                case Difference.Archived archived -> tell(archived.source().key(), "archived");
                case Difference.Extra extra -> tell(extra.destination().key(), "extra");
            }
        }

        @Override
        public void restarted(Side unordered) {
            told.clear();
        }

        private void tell(ObjectKey key, String what) {
            String earlier = told.put(key.value(), what);
            assertTrue(earlier == null, () -> key + " was told twice: " + earlier + ", " + what);
        }
    }

    private static void put(MemoryObjectStore store, String key, String body) throws StorageException {
        store.put(new ObjectKey(key), ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.of(body));
    }
}
