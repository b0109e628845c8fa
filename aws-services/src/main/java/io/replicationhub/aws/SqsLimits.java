package io.replicationhub.aws;

import java.time.Duration;

/** What SQS allows. Source: SQS Developer Guide, "Amazon SQS message quotas", and the API reference. */
public final class SqsLimits {
    /**
     * Of one message, and of all messages of one batch together. Some regions take 1 MiB since 2025; not all do, so we do
     * not rely on it.
     */
    public static final int BYTES_MOST = 256 << 10;

    public static final int BATCH_MOST = 10;

    static final Duration WAIT_MOST = Duration.ofSeconds(20);

    static final Duration VISIBILITY_MOST = Duration.ofHours(12);

    static final Duration DELAY_MOST = Duration.ofMinutes(15);

    private SqsLimits() {}
}
