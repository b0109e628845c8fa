package io.replicationhub.aws;

import io.replicationhub.queue.DeadLetters;
import io.replicationhub.queue.QueueException;
import io.replicationhub.queue.TaskQueue;
import io.replicationhub.retry.RetryPolicy;
import io.replicationhub.retry.Sleeper;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The queue of tasks and its dead-letter queue, over one pool of connections. Thread-safe. */
public final class SqsQueues implements AutoCloseable {
    /** For entries of a batch that SQS could not take just then: about a minute in all. */
    private static final RetryPolicy RESEND = new RetryPolicy(8, Duration.ofMillis(200), Duration.ofSeconds(20));

    private static final Duration CONNECT_MOST = Duration.ofSeconds(5);
    /** Above the longest that a receive waits. */
    private static final Duration ANSWER_MOST = SqsLimits.WAIT_MOST.plusSeconds(10);

    private static final int CONNECTIONS_MOST = 64;

    private final SqsClient sqs;
    private final SqsTaskQueue tasks;
    private final SqsDeadLetters deadLetters;

    private SqsQueues(SqsClient sqs, SqsTaskQueue tasks, SqsDeadLetters deadLetters) {
        this.sqs = sqs;
        this.tasks = tasks;
        this.deadLetters = deadLetters;
    }

    static SqsQueues over(SqsClient sqs, String url, String deadLetterUrl, Sleeper sleeper, RandomGenerator random) {
        var deadLetters = new SqsDeadLetters(sqs, deadLetterUrl);
        var sender = new BatchSender(sqs::sendMessageBatch, url, RESEND, sleeper, random);
        return new SqsQueues(sqs, new SqsTaskQueue(sqs, url, sender, deadLetters), deadLetters);
    }

    static SqsClient client(AwsCredentialsProvider credentials, Optional<String> region, Optional<URI> endpoint) {
        var builder = SqsClient.builder()
                .credentialsProvider(credentials)
                .httpClientBuilder(Apache5HttpClient.builder()
                        .connectionTimeout(CONNECT_MOST)
                        .socketTimeout(ANSWER_MOST)
                        .maxConnections(CONNECTIONS_MOST));
        region.map(Region::of).ifPresent(builder::region);
        endpoint.ifPresent(builder::endpointOverride);
        return builder.build();
    }

    public TaskQueue tasks() {
        return tasks;
    }

    public DeadLetters deadLetters() {
        return deadLetters;
    }

    /**
     * Puts something that came as a message, and cannot be read as one, where dead letters are; for those to whom SQS
     * pushes its messages. {@link TaskQueue#receive} does it by itself.
     */
    public void buryUnread(String body, String reason) throws QueueException, InterruptedException {
        deadLetters.buryUnread(body, reason);
    }

    @Override
    public void close() {
        sqs.close();
    }
}
