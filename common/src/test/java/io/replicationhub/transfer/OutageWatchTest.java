package io.replicationhub.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.replicationhub.retry.Silence;
import io.replicationhub.transfer.OutageWatch.Sign;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OutageWatchTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final AtomicLong now = new AtomicLong();
    private final AtomicBoolean answers = new AtomicBoolean();
    private final OutageWatch watch =
            new OutageWatch(Duration.ofSeconds(10), Duration.ofSeconds(5), answers::get, now::get);

    @Test
    void aSideThatIsOutIsTold() {
        watch.succeeded();
        assertEquals(Optional.empty(), watch.silence());
        now.set(3 * SECOND);
        assertEquals(Sign.OUTAGE, watch.judge(SECOND, "refused"));
        assertEquals(Optional.of(new Silence(Duration.ofSeconds(2), "refused")), watch.silence());
        now.set(4 * SECOND);
        assertEquals(Sign.OUTAGE, watch.judge(2 * SECOND, "reset"));
        assertEquals(Optional.of(new Silence(Duration.ofSeconds(3), "reset")), watch.silence());
        watch.succeeded();
        assertEquals(Optional.empty(), watch.silence());
    }

    @Test
    void theTroubleOfOneObjectIsNoSilence() {
        watch.succeeded();
        answers.set(true);
        now.set(3 * SECOND);
        assertEquals(Sign.OBJECT, watch.judge(SECOND, "reset"));
        assertEquals(Optional.empty(), watch.silence());
    }
}
