package io.replicationhub.crew;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SlotsTest {
    private static Slots slots(SlotsOptions options) {
        return new Slots(options, () -> false, System::nanoTime, () -> Double.NaN);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 16})
    void everyPieceIsDoneOnceHoweverWorkComes(int threads) throws Exception {
        Random random = new Random(threads);
        try (Slots slots = slots(SlotsOptions.fixed("t", threads))) {
            for (int round = 0; round < 300; round++) {
                Counted one = new Counted(1 + random.nextInt(200), () -> {});
                Counted other = new Counted(1 + random.nextInt(5), () -> {});
                slots.post(one);
                slots.post(other);
                one.assertDoneOnce();
                other.assertDoneOnce();
            }
        }
    }

    /** The limit falls and rises while threads sleep and wake: a wake-up that meets a thread beyond it must not be lost. */
    @Test
    void noPieceIsForgottenWhileTheCrewChangesItsSize() throws Exception {
        AtomicInteger ticks = new AtomicInteger();
        // A clock on which every look is two milliseconds later: the size is thought over all the time.
        try (Slots slots =
                new Slots(SlotsOptions.adaptive("t"), () -> false, () -> ticks.addAndGet(2_000_000), () -> 1.0)) {
            Random random = new Random(3);
            for (int round = 0; round < 200; round++) {
                Counted work = new Counted(1 + random.nextInt(2000), () -> {
                    if (random.nextInt(50) == 0) {
                        Thread.yield();
                    }
                });
                slots.post(work);
                work.assertDoneOnce();
            }
        }
    }

    @Test
    void aPieceThatThrowsDoesNotCostAThread() throws Exception {
        try (Slots slots = slots(SlotsOptions.fixed("t", 1))) {
            Counted bad = new Counted(3, () -> {
                throw new IllegalStateException("thrown on purpose");
            });
            slots.post(bad);
            bad.assertDoneOnce();
        }
    }

    @Test
    void whatIsBegunComesBeforeWhatIsPosted() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        AtomicReference<String> first = new AtomicReference<>("");
        try (Slots slots = slots(SlotsOptions.fixed("t", 1))) {
            Counted holding = new Counted(1, () -> {
                try {
                    go.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            slots.post(holding);
            Counted posted = new Counted(1, () -> first.compareAndSet("", "posted"));
            slots.post(posted);
            Counted begun = new Counted(1, () -> first.compareAndSet("", "begun"));
            slots.invite(begun);
            go.countDown();
            posted.assertDoneOnce();
            begun.assertDoneOnce();
        }
        assertEquals("begun", first.get());
    }

    @Test
    void whoPostsFasterThanIsWorkedWaits() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger posted = new AtomicInteger();
        try (Slots slots = slots(SlotsOptions.fixed("t", 2))) {
            Thread poster = Thread.ofPlatform().daemon().start(() -> {
                try {
                    for (int i = 0; i < 1000; i++) {
                        slots.post(new Counted(10, () -> {
                            try {
                                go.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        }));
                        posted.incrementAndGet();
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            while (poster.getState() != Thread.State.WAITING) {
                Thread.sleep(1);
            }
            assertTrue(posted.get() <= 10, posted + " were taken");
            go.countDown();
            poster.join();
            assertEquals(1000, posted.get());
        }
    }

    /** Before a tenth of a second has passed, and so before its size is thought over. */
    @Test
    void whileProcessorsIdleTheCrewGrowsBeforeAnythingIsDone() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        try (Slots slots =
                new Slots(new SlotsOptions("t", 4, 16, 32, 64), () -> false, () -> 0, () -> 0.2, duration -> {})) {
            assertEquals(4, slots.limit());
            slots.post(new Counted(100, () -> await(go)));
            while (slots.limit() < 16) {
                Thread.sleep(1);
            }
            go.countDown();
        }
    }

    /** What a first look has to compare with is nothing, and who waits for a step to tell has lost it. */
    @Test
    void processorsAreWatchedFromTheFirstStepOn() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger looks = new AtomicInteger();
        AtomicInteger steps = new AtomicInteger();
        AtomicReference<String> seen = new AtomicReference<>("");
        try (Slots slots = new Slots(
                new SlotsOptions("t", 4, 16, 32, 64),
                () -> false,
                () -> 0,
                () -> looks.getAndIncrement() == 0 ? Double.NaN : 0.6,
                duration -> seen.accumulateAndGet(
                        steps.incrementAndGet() + ":" + looks.get(), (all, one) -> all + ' ' + one))) {
            slots.post(new Counted(100, () -> await(go)));
            while (slots.limit() < 16) {
                Thread.sleep(1);
            }
            go.countDown();
        }
        // Two steps from 4 to 16, each with a look before it.
        assertEquals(" 1:1 2:2", seen.get());
    }

    @Test
    void whereProcessorsAreShortTheCrewBeginsSmallAndItsSizeIsThoughtOverAllTheSame() throws Exception {
        AtomicInteger steps = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        try (Slots slots =
                new Slots(new SlotsOptions("t", 4, 16, 64, 64), () -> false, System::nanoTime, () -> 1.0, duration -> {
                    steps.incrementAndGet();
                })) {
            slots.post(new Counted(4, () -> await(go)));
            while (steps.get() < CrewStart.BUSY_STEPS) {
                Thread.sleep(1);
            }
            assertEquals(4, slots.limit());
            go.countDown();
            slots.post(new Counted(40_000, () -> await(20)));
            long began = System.nanoTime();
            while (slots.limit() < 32 && System.nanoTime() - began < TimeUnit.SECONDS.toNanos(20)) {
                Thread.sleep(20);
            }
            assertTrue(slots.limit() >= 32, "a crew of " + slots.limit());
        }
    }

    @Test
    void whereEachPieceWaitsTheCrewGrows() throws Exception {
        try (Slots slots = slots(SlotsOptions.adaptive("t"))) {
            slots.post(new Counted(40_000, () -> await(50)));
            long began = System.nanoTime();
            while (slots.limit() < 256 && System.nanoTime() - began < TimeUnit.SECONDS.toNanos(20)) {
                Thread.sleep(20);
            }
            // Within a second on a machine of its own; here only that it gets there at all.
            assertTrue(slots.limit() >= 256, "a crew of " + slots.limit());
        }
    }

    private static void await(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
