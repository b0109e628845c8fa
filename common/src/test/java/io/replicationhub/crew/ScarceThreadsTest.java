package io.replicationhub.crew;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.retry.Sleeper;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ScarceThreadsTest {
    /** As where a container may have so many processes and no more. */
    private static final class Scarce implements ThreadFactory {
        final AtomicInteger asked = new AtomicInteger();
        final AtomicInteger made = new AtomicInteger();
        private final int most;

        Scarce(int most) {
            this.most = most;
        }

        @Override
        public Thread newThread(Runnable work) {
            return new Thread(work) {
                @Override
                public void start() {
                    asked.incrementAndGet();
                    if (made.getAndUpdate(there -> Math.min(most, there + 1)) >= most) {
                        throw new OutOfMemoryError("unable to create native thread, on purpose");
                    }
                    super.start();
                }
            };
        }
    }

    private static Slots slots(SlotsOptions options, ThreadFactory threads) {
        return new Slots(options, () -> false, System::nanoTime, () -> Double.NaN, Sleeper.REAL, threads);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void whereNoMoreThreadsAreToBeHadThoseThatAreDoEverything(int there) throws Exception {
        Scarce threads = new Scarce(there);
        try (Slots slots = slots(SlotsOptions.fixed("t", 16), threads)) {
            for (int round = 0; round < 50; round++) {
                Counted posted = new Counted(40, () -> {});
                Counted begun = new Counted(20, () -> {});
                slots.post(posted);
                slots.invite(begun);
                posted.assertDoneOnce();
                begun.assertDoneOnce();
            }
            assertEquals(there, slots.limit());
        }
        assertEquals(there, threads.made.get());
        assertEquals(there + 1, threads.asked.get(), "it asks again and again");
    }

    /** The thread that would watch how the crew begins may be the one that is not to be had. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 6, 9})
    void aCrewThatWouldGrowMakesDoWithTheThreadsThatAreThere(int there) throws Exception {
        Scarce threads = new Scarce(there);
        try (Slots slots = slots(new SlotsOptions("t", 4, 16, 64, 64), threads)) {
            Counted work = new Counted(400, ScarceThreadsTest::nap);
            slots.post(work);
            work.assertDoneOnce();
        }
        assertEquals(there, threads.made.get());
    }

    @Test
    void withoutAnyThreadThePosterIsTold() {
        try (Slots slots = slots(SlotsOptions.fixed("t", 4), new Scarce(0))) {
            assertThrows(OutOfMemoryError.class, () -> slots.post(new Counted(1, () -> {})));
        }
    }

    @Test
    void afterTheCrewWasSentHomeNoMoreThanThereMayBeAreStarted() throws Exception {
        Scarce threads = new Scarce(100);
        CountDownLatch go = new CountDownLatch(1);
        Slots slots = slots(SlotsOptions.fixed("t", 4), threads);
        slots.post(new Counted(1, () -> await(go)));
        slots.close();
        slots.invite(new Counted(50, () -> {}));
        go.countDown();
        assertTrue(threads.made.get() <= 4, () -> threads.made + " were started");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void nap() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
