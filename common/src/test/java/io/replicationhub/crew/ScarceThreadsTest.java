package io.replicationhub.crew;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.retry.Sleeper;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A crew where the system has fewer threads to give than it may have. */
@Timeout(60)
class ScarceThreadsTest {
    /** As where a container may have so many processes and no more. */
    private static final class Scarce implements ThreadFactory {
        final AtomicInteger asked = new AtomicInteger();
        final AtomicInteger made = new AtomicInteger();
        final List<Thread> all = new CopyOnWriteArrayList<>();
        final List<Throwable> uncaught = new CopyOnWriteArrayList<>();
        private final int most;

        Scarce(int most) {
            this.most = most;
        }

        @Override
        public Thread newThread(Runnable work) {
            Thread thread = new Thread(work) {
                @Override
                public void start() {
                    asked.incrementAndGet();
                    if (made.getAndUpdate(there -> Math.min(most, there + 1)) >= most) {
                        throw new OutOfMemoryError("unable to create native thread, on purpose");
                    }
                    super.start();
                }
            };
            thread.setUncaughtExceptionHandler((ended, why) -> uncaught.add(why));
            all.add(thread);
            return thread;
        }
    }

    private static Slots slots(SlotsOptions options, ThreadFactory threads) {
        return slots(options, threads, Sleeper.REAL);
    }

    private static Slots slots(SlotsOptions options, ThreadFactory threads, Sleeper sleeper) {
        return new Slots(options, () -> false, System::nanoTime, () -> Double.NaN, sleeper, threads);
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

    /** By then the crew may be smaller than the least that it was to have. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void whoWatchesHowTheCrewBeginsEndsQuietly(int there) throws Exception {
        Scarce threads = new Scarce(there);
        CountDownLatch hired = new CountDownLatch(1);
        try (Slots slots = slots(new SlotsOptions("t", 4, 16, 64, 64), threads, step -> hired.await())) {
            Counted work = new Counted(40, () -> {});
            slots.post(work);
            assertEquals(there - 1, slots.limit(), "one of the threads watches");
            hired.countDown();
            work.assertDoneOnce();
            for (Thread thread : threads.all) {
                if (thread.getName().equals("t-start")) {
                    thread.join();
                }
            }
        }
        assertEquals(List.of(), threads.uncaught);
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
