package io.replicationhub.credentials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.FailureScope;
import io.replicationhub.object.StorageException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Credentials are renewed in time, by one thread, and a renewal that fails is no failure while the old ones are good. */
@Timeout(30)
final class RenewedCredentialsTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final AtomicInteger asked = new AtomicInteger();
    private volatile String key = "one";
    private volatile Optional<Duration> lifetime = Optional.empty();
    private volatile boolean broken;
    private final RenewedCredentials source = new RenewedCredentials("the test's", this::issue, now::get);

    private IssuedCredentials issue() throws StorageException {
        asked.incrementAndGet();
        if (broken) {
            throw new StorageException.Unavailable(FailureScope.CREDENTIALS, "out of order", null);
        }
        IssuedCredentials issued = IssuedCredentials.of(Credentials.of(key, "secret"));
        return lifetime.isPresent() ? issued.until(now.get().plus(lifetime.get())) : issued;
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    private void assertGives(String expected) throws StorageException {
        assertEquals(expected, source.current().accessKey());
    }

    @Test
    void whatMayBeRotatedIsReadAgainAfterFiveMinutes() throws Exception {
        assertGives("one");
        key = "two";
        pass(RenewedCredentials.REREAD.minusSeconds(1));
        assertGives("one");
        assertEquals(1, asked.get());
        pass(Duration.ofSeconds(1));
        assertGives("two");
        assertEquals(2, asked.get());
    }

    @Test
    void whatRunsOutIsRenewedBeforeItDoes() throws Exception {
        lifetime = Optional.of(HOUR);
        assertGives("one");
        key = "two";
        pass(HOUR.minus(RenewedCredentials.AHEAD).minusSeconds(1));
        assertGives("one");
        pass(Duration.ofSeconds(1));
        assertGives("two");
    }

    @Test
    void aShortLifeIsRenewedAfterThreeQuarters() throws Exception {
        lifetime = Optional.of(Duration.ofSeconds(8));
        assertGives("one");
        key = "two";
        pass(Duration.ofSeconds(5));
        assertGives("one");
        pass(Duration.ofSeconds(1));
        assertGives("two");
    }

    @Test
    void aRenewalThatFailsIsNoFailureWhileTheOldOnesAreGood() throws Exception {
        lifetime = Optional.of(HOUR);
        assertGives("one");
        broken = true;
        pass(HOUR.minus(RenewedCredentials.AHEAD));
        assertGives("one");
        assertGives("one");
        assertEquals(2, asked.get(), "it is tried again after a pause only");
        pass(RenewedCredentials.TRY_AGAIN);
        assertGives("one");
        assertEquals(3, asked.get());
        pass(RenewedCredentials.AHEAD);
        assertThrows(StorageException.Unavailable.class, source::current);
        broken = false;
        key = "two";
        assertGives("two");
    }

    @Test
    void refusedOnesAreRenewedAtOnce() throws Exception {
        assertGives("one");
        key = "two";
        source.expired(source.current());
        assertGives("two");
        source.expired(Credentials.of("one", "secret"));
        assertGives("two");
        assertEquals(2, asked.get());
    }

    @Test
    void whatIsRefusedAndGivenOnceMoreIsNotAskedForByEveryThread() throws Exception {
        Credentials one = source.current();
        for (int i = 0; i < 100; i++) {
            source.expired(one);
            assertGives("one");
        }
        assertEquals(2, asked.get());
        pass(RenewedCredentials.LOOK_AGAIN);
        key = "two";
        source.expired(one);
        assertGives("two");
    }

    @Test
    void whatIsOverByOurClockIsStillTried() throws Exception {
        lifetime = Optional.of(Duration.ofHours(-2));
        assertGives("one");
        assertGives("one");
        assertEquals(1, asked.get());
    }

    @Test
    void manyThreadsAskOnceAndShareAFailure() throws Exception {
        var entered = new CountDownLatch(1);
        var leave = new CountDownLatch(1);
        var times = new AtomicInteger();
        var slow = new RenewedCredentials(
                "slow",
                () -> {
                    times.incrementAndGet();
                    entered.countDown();
                    await(leave);
                    throw new StorageException.Denied(FailureScope.CREDENTIALS, "no", null);
                },
                now::get);
        List<Thread> started = new ArrayList<>();
        List<Future<StorageException>> failures = new ArrayList<>();
        try (ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task);
            synchronized (started) {
                started.add(thread);
            }
            return thread;
        })) {
            for (int i = 0; i < 20; i++) {
                failures.add(threads.submit(() -> assertThrows(StorageException.class, slow::current)));
            }
            await(entered);
            awaitWaiting(started, 19);
            leave.countDown();
            StorageException first = failures.getFirst().get();
            for (Future<StorageException> failure : failures) {
                assertSame(first, failure.get());
            }
        }
        assertEquals(1, times.get());
    }

    @Test
    void whileOneRenewsTheOthersGoOn() throws Exception {
        var entered = new CountDownLatch(1);
        var leave = new CountDownLatch(1);
        var times = new AtomicInteger();
        var slow = new RenewedCredentials(
                "slow",
                () -> {
                    if (times.incrementAndGet() > 1) {
                        entered.countDown();
                        await(leave);
                    }
                    return IssuedCredentials.of(Credentials.of("key-" + times.get(), "secret"));
                },
                now::get);
        assertEquals("key-1", slow.current().accessKey());
        pass(RenewedCredentials.REREAD);
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            Future<Credentials> renewing = threads.submit(slow::current);
            await(entered);
            assertEquals("key-1", slow.current().accessKey());
            leave.countDown();
            assertEquals("key-2", renewing.get().accessKey());
        }
        assertEquals("key-2", slow.current().accessKey());
        assertEquals(2, times.get());
    }

    /** The one who asks waits for a time; those who wait for it do so without an end. */
    private static void awaitWaiting(List<Thread> threads, int count) throws InterruptedException {
        while (true) {
            synchronized (threads) {
                if (threads.stream()
                                .filter(thread -> thread.getState() == Thread.State.WAITING)
                                .count()
                        == count) {
                    return;
                }
            }
            Thread.sleep(5);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, java.util.concurrent.TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
