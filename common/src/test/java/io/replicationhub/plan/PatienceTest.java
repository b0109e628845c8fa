package io.replicationhub.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.FailureScope;
import io.replicationhub.object.StorageException;
import io.replicationhub.retry.RetryPolicy;
import io.replicationhub.retry.Silence;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final StorageException REFUSED =
            new StorageException.Unavailable(FailureScope.ENDPOINT, "refused", null);
    private static final StorageException SLOW_DOWN = new StorageException.Throttled("slow down", null);
    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger attempts = new AtomicInteger();

    @Test
    void anOutageUsesUpNoAttempt() throws Exception {
        Patience patience = patience(Duration.ofSeconds(60));
        long over = now.get() + Duration.ofSeconds(50).toNanos();
        String answer = patience.insist(() -> {
            attempts.incrementAndGet();
            if (now.get() < over) {
                throw REFUSED;
            }
            return "answer";
        });
        assertEquals("answer", answer);
        assertTrue(attempts.get() > DiffSettings.RETRY.attempts(), attempts + " attempts");
    }

    @Test
    void anOutageEndsWhenTheSideHasBeenOutForTheTimeGiven() {
        Patience patience = patience(Duration.ofSeconds(3));
        long began = now.get();
        StorageException thrown = assertThrows(
                StorageException.class,
                () -> patience.insist(() -> {
                    throw REFUSED;
                }));
        assertSame(REFUSED, thrown);
        assertEquals(3.0, (now.get() - began) / 1e9, 0.5);
    }

    @Test
    void theTimeOfAnOutageBeginsAtTheLastAnswer() throws Exception {
        Patience patience = patience(Duration.ofSeconds(10));
        AtomicLong lastAnswer = new AtomicLong();
        assertThrows(
                StorageException.class,
                () -> patience.insist(() -> {
                    if (attempts.incrementAndGet() == 3) {
                        answerAnother(patience);
                        lastAnswer.set(now.get());
                    }
                    throw REFUSED;
                }));
        assertEquals(10.0, (now.get() - lastAnswer.get()) / 1e9, 0.5);
    }

    @Test
    void oneRequestThatFailsWhileOthersAreAnsweredHasSoManyAttempts() {
        Patience patience = patience(Duration.ofHours(1));
        assertThrows(
                StorageException.class,
                () -> patience.insist(() -> {
                    attempts.incrementAndGet();
                    answerAnother(patience);
                    throw REFUSED;
                }));
        assertEquals(DiffSettings.RETRY.attempts(), attempts.get());
    }

    @Test
    void aSideThatAsksToSlowDownIsNotOut() {
        Patience patience = patience(Duration.ofHours(1));
        assertThrows(
                StorageException.class,
                () -> patience.insist(() -> {
                    attempts.incrementAndGet();
                    throw SLOW_DOWN;
                }));
        assertEquals(DiffSettings.RETRY.attempts(), attempts.get());
    }

    @Test
    void withoutATimeAttemptsAreCountedAlways() {
        Patience patience = patience(Duration.ZERO);
        assertThrows(
                StorageException.class,
                () -> patience.insist(() -> {
                    attempts.incrementAndGet();
                    throw REFUSED;
                }));
        assertEquals(DiffSettings.RETRY.attempts(), attempts.get());
    }

    @Test
    void whatIsWaitedForIsTold() throws Exception {
        Patience patience = patience(Duration.ofSeconds(60));
        assertEquals(Optional.empty(), patience.silence());
        AtomicReference<Silence> heard = new AtomicReference<>();
        long began = now.get();
        patience.insist(() -> {
            patience.silence().ifPresent(heard::set);
            if (attempts.incrementAndGet() <= 3) {
                throw REFUSED;
            }
            return "answer";
        });
        assertEquals(new Silence(Duration.ofNanos(now.get() - began), "refused"), heard.get());
        assertEquals(Optional.empty(), patience.silence());
    }

    @Test
    void whoAsksToSlowDownHasAnswered() {
        Patience patience = patience(Duration.ofSeconds(60));
        assertThrows(
                StorageException.class,
                () -> patience.insist(() -> {
                    throw attempts.incrementAndGet() == 1 ? REFUSED : SLOW_DOWN;
                }));
        assertEquals(Optional.empty(), patience.silence());
    }

    private static void answerAnother(Patience patience) throws StorageException {
        try {
            patience.insist(() -> "an answer to another");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Patience patience(Duration outage) {
        RetryPolicy retry = DiffSettings.RETRY;
        return new Patience(new DiffSettings(
                1, 1, retry, pause -> now.addAndGet(pause.toNanos()), new Random(1), Path.of("."), outage, now::get));
    }
}
