package io.replicationhub.operate.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.aws.call.Patience;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryToken;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/** By a clock of its own. */
class PatientRetriesTest {
    private static final SdkException BROKEN = SdkClientException.builder()
            .message("Read timed out")
            .cause(new java.net.SocketTimeoutException())
            .build();
    private static final SdkException BUSY =
            SdkServiceException.builder().message("busy").statusCode(503).build();

    private final AtomicLong nanos = new AtomicLong();
    private final PatientRetries retries = new PatientRetries(nanos::get);

    @Test
    void silenceIsTriedTwiceAndEndsInTime() {
        assertEquals(2, triesOf(Patience.ANSWER_MOST, BROKEN));
        assertTrue(nanos.get() <= Patience.CALL_MOST.toNanos(), nanos::toString);
    }

    @Test
    void quickFailuresAreTriedAsOftenAsAtOtherServices() {
        assertEquals(Patience.TRIES_MOST, triesOf(Duration.ofMillis(20), BUSY));
        assertEquals(Patience.TRIES_MOST, retries.maxAttempts());
    }

    @Test
    void whatCannotSucceedIsNotTriedAgain() {
        assertEquals(
                1,
                triesOf(
                        Duration.ofMillis(20),
                        SdkServiceException.builder()
                                .message("no")
                                .statusCode(400)
                                .build()));
    }

    @Test
    void oneCallsTimeIsNotTheNext() {
        assertEquals(2, triesOf(Patience.ANSWER_MOST, BROKEN));
        assertEquals(2, triesOf(Patience.ANSWER_MOST, BROKEN));
    }

    /** How many tries that take so long and fail so the SDK would make. */
    private int triesOf(Duration each, Throwable failure) {
        RetryToken token = retries.acquireInitialToken(AcquireInitialTokenRequest.create("test"))
                .token();
        for (int tries = 1; ; tries++) {
            nanos.addAndGet(each.toNanos());
            try {
                RefreshRetryTokenResponse again = retries.refreshRetryToken(RefreshRetryTokenRequest.builder()
                        .token(token)
                        .failure(failure)
                        .suggestedDelay(Duration.ZERO)
                        .build());
                nanos.addAndGet(again.delay().toNanos());
                token = again.token();
            } catch (TokenAcquisitionFailedException e) {
                return tries;
            }
        }
    }
}
