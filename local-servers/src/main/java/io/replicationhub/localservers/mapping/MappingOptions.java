package io.replicationhub.localservers.mapping;

import java.net.URI;
import java.time.Duration;

/**
 * What an event source mapping is told. Bounds: Lambda API reference, CreateEventSourceMapping.
 *
 * @param endpoint of the queue service
 * @param batchSize the most messages of one invocation, 1 to 10,000; above 10 a window is needed
 * @param batchingWindow how long to gather messages for one invocation, 0 to 300 s
 * @param maximumConcurrency how many invocations may run at once, 2 to 1,000
 */
public record MappingOptions(
        URI endpoint, String queueUrl, int batchSize, Duration batchingWindow, int maximumConcurrency) {
    public MappingOptions {
        require(batchSize >= 1 && batchSize <= 10_000, "a batch has 1 to 10,000 messages, not " + batchSize);
        require(
                !batchingWindow.isNegative() && batchingWindow.toSeconds() <= 300,
                "a window is 0 to 300 s long, not " + batchingWindow);
        require(
                batchSize <= 10 || batchingWindow.toSeconds() >= 1,
                "batches of more than 10 need a window of at least 1 s");
        require(
                maximumConcurrency >= 2 && maximumConcurrency <= 1_000,
                "the maximum concurrency is 2 to 1,000, not " + maximumConcurrency);
    }

    private static void require(boolean held, String otherwise) {
        if (!held) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
