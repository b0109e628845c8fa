package io.replicationhub.operate.aws;

import io.replicationhub.aws.call.Patience;
import java.util.function.LongSupplier;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.RetryToken;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/**
 * The SDK's own way to try again, for no longer than {@link Patience} allows: by itself it has no bound in time, and four
 * tries that nobody answers take as long as four times the longest silence. Thread-safe.
 */
final class PatientRetries implements RetryStrategy {
    private final RetryStrategy tries;
    private final LongSupplier nanos;

    /** @param nanos a clock that only goes on, in nanoseconds */
    PatientRetries(LongSupplier nanos) {
        this(
                AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(Patience.TRIES_MOST)
                        .build(),
                nanos);
    }

    private PatientRetries(RetryStrategy tries, LongSupplier nanos) {
        this.tries = tries;
        this.nanos = nanos;
    }

    /** What the SDK hands back at each turn of one call. */
    private record Call(RetryToken token, Patience patience) implements RetryToken {}

    @Override
    public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
        AcquireInitialTokenResponse first = tries.acquireInitialToken(request);
        return AcquireInitialTokenResponse.create(new Call(first.token(), Patience.begin(nanos)), first.delay());
    }

    @Override
    public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
        Call call = (Call) request.token();
        RefreshRetryTokenResponse next = tries.refreshRetryToken(request.copy(builder -> builder.token(call.token())));
        var again = new Call(next.token(), call.patience());
        if (!call.patience().allowsAfter(next.delay())) {
            throw new TokenAcquisitionFailedException(
                    "another try might end later than " + Patience.CALL_MOST + " after the first began",
                    again,
                    request.failure());
        }
        return RefreshRetryTokenResponse.create(again, next.delay());
    }

    @Override
    public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
        Call call = (Call) request.token();
        RecordSuccessResponse recorded = tries.recordSuccess(RecordSuccessRequest.create(call.token()));
        return RecordSuccessResponse.create(new Call(recorded.token(), call.patience()));
    }

    @Override
    public int maxAttempts() {
        return tries.maxAttempts();
    }

    /** The SDK would build its own from it, without the bound. */
    @Override
    public boolean useClientDefaults() {
        return false;
    }

    @Override
    public Builder<?, ?> toBuilder() {
        return tries.toBuilder();
    }
}
