package io.replicationhub.cdk;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.stack.Timing;
import io.replicationhub.transfer.Persistence;
import io.replicationhub.worker.WorkerOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The inequalities of docs/limits.md, "On AWS". */
class TimingTest {
    private static final Duration SQS_VISIBILITY_MOST = Duration.ofHours(12);
    private static final Duration SQS_DELAY_MOST = Duration.ofMinutes(15);
    private static final Duration SQS_RETENTION_MOST = Duration.ofDays(14);
    private static final Duration LAMBDA_MOST = Duration.ofMinutes(15);
    /** That of {@code staleUploadAge}. */
    private static final Duration STALE_LEAST = Duration.ofDays(1);

    @Test
    void aMessageStaysHiddenWhileAWorkerMayHaveIt() {
        less(Timing.INVOCATION, LAMBDA_MOST);
        less(Timing.INVOCATION.multipliedBy(6).plus(Timing.EVENTS_GATHERED), Timing.VISIBILITY);
        less(Timing.VISIBILITY, SQS_VISIBILITY_MOST);
    }

    @Test
    void theEngineEndsItsRetriesWithinAnInvocation() {
        less(Persistence.ORDINARY.longestWait(), Persistence.THROTTLED.longestWait());
        less(Persistence.THROTTLED.longestWait(), Duration.ofMinutes(1));
        less(Duration.ofMinutes(1), Timing.INVOCATION.minus(Timing.INVOCATION_ENDING));
    }

    @Test
    void aWorkerBuriesWithTheReasonBeforeTheQueueDoesWithout() {
        int tries = 1;
        while (WorkerOptions.DEFAULT.tries().allowsAfter(tries)) {
            tries++;
        }
        assertTrue(2 * tries < Timing.RECEIVES_MOST, tries + " tries");
    }

    @Test
    void aMessageThatAlwaysKillsItsWorkerIsADeadLetterLongBeforeItIsForgotten() {
        Duration longest = Timing.VISIBILITY.multipliedBy(Timing.RECEIVES_MOST);
        less(longest.multipliedBy(10), Timing.RETENTION);
        less(Timing.RETENTION, SQS_RETENTION_MOST);
        less(longest, STALE_LEAST);
        less(longest, Timing.OLDEST_MESSAGE);
    }

    @Test
    void pausesAndEndingsFitWhatTheServicesAllow() {
        less(Timing.HALT_PAUSE, SQS_DELAY_MOST);
        less(Timing.SENDER_ENDING.plusSeconds(1), Timing.SENDER_KILLED);
        less(Timing.SENDER_KILLED, Duration.ofMinutes(2));
    }

    private static void less(Duration some, Duration more) {
        assertTrue(some.compareTo(more) <= 0, some + " > " + more);
    }
}
