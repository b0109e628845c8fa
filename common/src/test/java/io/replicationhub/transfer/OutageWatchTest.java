package io.replicationhub.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.replicationhub.object.FailureScope;
import io.replicationhub.object.StorageException;
import io.replicationhub.retry.Silence;
import io.replicationhub.transfer.OutageWatch.Sign;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class OutageWatchTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final StorageException.Unavailable REFUSED = failure("refused", new IOException("refused"));
    private static final StorageException.Unavailable LATE = failure("late", new SocketTimeoutException("late"));

    private final AtomicLong now = new AtomicLong();
    private BooleanSupplier answers = () -> false;
    private final OutageWatch watch =
            new OutageWatch(Duration.ofSeconds(60), Duration.ofSeconds(15), () -> answers.getAsBoolean(), now::get);

    @Test
    void aSideThatIsOutIsTold() {
        watch.succeeded();
        assertEquals(Optional.empty(), watch.silence());
        now.set(3 * SECOND);
        assertEquals(Sign.OUTAGE, watch.judge(SECOND, REFUSED));
        now.set(5 * SECOND);
        assertEquals(Optional.of(new Silence(Duration.ofSeconds(2), "refused")), watch.silence());
        assertEquals(Sign.OUTAGE, watch.judge(4 * SECOND, LATE));
        assertEquals(Optional.of(new Silence(Duration.ofSeconds(2), "late")), watch.silence());
        watch.succeeded();
        assertEquals(Optional.empty(), watch.silence());
    }

    @Test
    void theTroubleOfOneObjectIsNoSilence() {
        watch.succeeded();
        answers = () -> true;
        now.set(3 * SECOND);
        assertEquals(Sign.OBJECT, watch.judge(SECOND, REFUSED));
        assertEquals(Optional.empty(), watch.silence());
    }

    /** It may have carried bytes until it broke. */
    @Test
    void anOutageBeginsWhereConnectionsBreakHoweverLongTheirRequestsTook() {
        watch.succeeded();
        now.set(300 * SECOND);
        assertEquals(Sign.OUTAGE, watch.judge(SECOND, REFUSED));
        now.set(359 * SECOND);
        assertEquals(Sign.OUTAGE, watch.judge(359 * SECOND, REFUSED));
        now.set(361 * SECOND);
        assertEquals(Sign.LOST, watch.judge(361 * SECOND, REFUSED));
    }

    @Test
    void whatWasWaitedForInVainCounts() {
        watch.succeeded();
        now.set(40 * SECOND);
        assertEquals(Sign.OUTAGE, watch.judge(20 * SECOND, LATE));
        assertEquals(Duration.ofSeconds(20), watch.silence().orElseThrow().lasting());
        now.set(81 * SECOND);
        assertEquals(Sign.LOST, watch.judge(51 * SECOND, LATE));
    }

    @Test
    void ofALongRequestNoMoreCountsThanAConnectionIsWaitedFor() {
        watch.succeeded();
        now.set(300 * SECOND);
        assertEquals(Sign.OUTAGE, watch.judge(SECOND, LATE));
        assertEquals(Duration.ofSeconds(30), watch.silence().orElseThrow().lasting());
    }

    @Test
    void nobodyGivesUpWhileAnotherStillAsks() throws Exception {
        watch.succeeded();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        answers = () -> {
            asked.countDown();
            try {
                answer.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return true;
        };
        now.set(30 * SECOND);
        FutureTask<Sign> asking = new FutureTask<>(() -> watch.judge(SECOND, LATE));
        Thread.ofPlatform().daemon().start(asking);
        asked.await();
        now.set(100 * SECOND);
        assertEquals(Sign.OUTAGE, watch.judge(SECOND, LATE));
        answer.countDown();
        assertEquals(Sign.OBJECT, asking.get());
        assertEquals(Optional.empty(), watch.silence());
    }

    @Test
    void aSideThatHasNeverAnsweredIsGivenUpSooner() {
        assertEquals(Sign.OUTAGE, watch.judge(0, REFUSED));
        now.set(16 * SECOND);
        assertEquals(Sign.LOST, watch.judge(16 * SECOND, REFUSED));
    }

    private static StorageException.Unavailable failure(String message, IOException cause) {
        return new StorageException.Unavailable(FailureScope.ENDPOINT, message, cause);
    }
}
