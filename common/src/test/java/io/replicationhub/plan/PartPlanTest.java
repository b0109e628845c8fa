package io.replicationhub.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.ByteRange;
import io.replicationhub.object.StoreLimits;
import io.replicationhub.profile.Profiles;
import io.replicationhub.profile.StoreProfile;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PartPlanTest {
    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;
    private static final StoreLimits S3 = StoreLimits.AMAZON_S3;
    /** Those of every profile, and sizes that no real store has, so that every rounding is met. */
    private static final List<StoreLimits> STORES = Stream.concat(
                    Profiles.all().stream().map(StoreProfile::storeLimits),
                    Stream.of(
                            S3,
                            new StoreLimits(5 << 10, 1 << 10, 1 << 10, 100, 1_000, 7, 1024),
                            new StoreLimits(48_800 * GIB, 5 * GIB, GIB, 100 << 10, 5 * GIB, 10_000, 1023),
                            new StoreLimits(Long.MAX_VALUE, 5 * GIB, 5 * GIB, 5 * MIB + 1, 5 * GIB + 3, 10_000, 1024)))
            .toList();

    @Test
    void partsCoverTheObjectExactlyWithinTheLimitsOfEveryStore() {
        for (long seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            StoreLimits limits = STORES.get(random.nextInt(STORES.size()));
            long largest = Math.min(limits.maxObjectBytes(), limits.maxParts() * limits.maxPartBytes());
            long size = random.nextInt(10) == 0 ? largest : 1 + (long) (largest * Math.pow(random.nextDouble(), 6));
            size = Math.min(size, largest);
            long memory = MIB * (1 + random.nextInt(256));
            PartPlan plan = PartPlan.of(size, limits, MIB * (1 + random.nextInt(64)), memory);
            String at = "seed " + seed + " " + plan;

            assertTrue(plan.parts() <= limits.maxParts(), at);
            assertTrue(plan.partBytes() <= limits.maxPartBytes(), at);
            assertTrue(plan.partBytes() >= limits.minPartBytes(), at);
            assertCovers(plan, at);
        }
    }

    private static void assertCovers(PartPlan plan, String at) {
        long end = 0;
        int count = 0;
        for (Iterator<ByteRange> ranges = plan.ranges().iterator(); ranges.hasNext(); count++) {
            ByteRange range = ranges.next();
            assertEquals(end, range.offset(), at);
            end = range.end();
            assertEquals(range.length(), ranges.hasNext() ? plan.partBytes() : plan.objectBytes() - range.offset(), at);
        }
        assertEquals(plan.objectBytes(), end, at);
        assertEquals(plan.parts(), count, at);
    }

    @Test
    void thePreferredSizeIsTakenWhileTheNumberOfPartsAllows() {
        assertEquals(8 * MIB, PartPlan.of(100 * MIB, S3, 8 * MIB, 64 * MIB).partBytes());
        assertEquals(8 * MIB, PartPlan.of(80_000 * MIB, S3, 8 * MIB, 64 * MIB).partBytes());
        assertEquals(
                9 * MIB, PartPlan.of(80_000 * MIB + 1, S3, 8 * MIB, 64 * MIB).partBytes());
    }

    @Test
    void memoryMakesPartsSmallerButNeverSmallerThanTheStoreTakes() {
        assertEquals(6 * MIB, PartPlan.of(100 * MIB, S3, 64 * MIB, 6 * MIB + 5).partBytes());
        assertEquals(5 * MIB, PartPlan.of(100 * MIB, S3, 64 * MIB, MIB).partBytes());
    }

    @Test
    void theLargestObjectHasTenThousandPartsOfFiveGibibytes() {
        PartPlan plan = PartPlan.of(50_000 * GIB, S3, 8 * MIB, 64 * MIB);
        assertEquals(5 * GIB, plan.partBytes());
        assertEquals(10_000, plan.parts());
        assertThrows(IllegalArgumentException.class, () -> PartPlan.of(50_000 * GIB + 1, S3, 8 * MIB, 64 * MIB));
    }

    @Test
    void anEmptyObjectHasNoParts() {
        assertThrows(IllegalArgumentException.class, () -> PartPlan.of(0, S3, 8 * MIB, 64 * MIB));
    }

    @Test
    void theSourcesCutIsKeptWhereItIsTheOneThatTheETagCounts() {
        assertEquals(
                Optional.of(new PartPlan(20 * MIB + 1, 5 * MIB)),
                PartPlan.asSource(20 * MIB + 1, 5 * MIB, 5, S3, 64 * MIB));
        assertEquals(Optional.empty(), PartPlan.asSource(20 * MIB + 1, 5 * MIB, 4, S3, 64 * MIB));
        // Parts of unequal size: the first one does not explain the count.
        assertEquals(Optional.empty(), PartPlan.asSource(20 * MIB, 10 * MIB, 3, S3, 64 * MIB));
    }

    @Test
    void theSourcesCutIsNotKeptWhereItDoesNotFitHere() {
        assertEquals(Optional.empty(), PartPlan.asSource(10 * MIB, MIB, 10, S3, 64 * MIB), "below the smallest part");
        assertEquals(Optional.empty(), PartPlan.asSource(200 * MIB, 100 * MIB, 2, S3, 64 * MIB), "beyond memory");
        assertEquals(Optional.empty(), PartPlan.asSource(0, 1, 1, S3, 64 * MIB), "empty");
        assertEquals(
                Optional.of(new PartPlan(100, 100)),
                PartPlan.asSource(100, 100, 1, S3, 64 * MIB),
                "a single part may be small: it is the last");
    }
}
