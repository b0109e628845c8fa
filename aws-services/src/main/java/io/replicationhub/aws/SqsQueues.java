package io.replicationhub.aws;

import io.replicationhub.object.StorageException;
import io.replicationhub.queue.DeadLetters;
import io.replicationhub.queue.QueueException;
import io.replicationhub.queue.TaskQueue;
import io.replicationhub.retry.RetryPolicy;
import io.replicationhub.retry.Sleeper;
import io.replicationhub.settings.QueueSettings;
import io.replicationhub.task.TaskMessage;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
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

    /**
     * Opens both queues; nothing is asked of them yet.
     *
     * @param environment for {@code env:} credentials
     * @param random for the waits between tries; thread-safe
     * @throws StorageException.Denied where credentials are not to be had
     */
    public static SqsQueues open(QueueSettings settings, Map<String, String> environment, RandomGenerator random)
            throws StorageException {
        return over(
                client(
                        SdkCredentials.provider(settings.credentials(), environment),
                        settings.region(),
                        settings.endpoint()),
                settings.url(),
                settings.deadLetterUrl(),
                Sleeper.REAL,
                random);
    }

    static SqsQueues over(SqsClient sqs, String url, String deadLetterUrl, Sleeper sleeper, RandomGenerator random) {
        var deadLetters = new SqsDeadLetters(sqs, deadLetterUrl);
        var sender = new BatchSender(sqs::sendMessageBatch, url, RESEND, sleeper, random);
        return new SqsQueues(sqs, new SqsTaskQueue(sqs, url, sender, deadLetters), deadLetters);
    }

    static SqsClient client(AwsCredentialsProvider credentials, Optional<String> region, Optional<URI> endpoint) {
        var builder = SqsClient.builder()
                .credentialsProvider(credentials)
                .overrideConfiguration(all -> all.addExecutionInterceptor(new FirstInLine()))
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

    /** Shows a delivery to others again after the delay, up to 12 hours; for those to whom SQS pushes its messages. */
    public void hide(String receipt, Duration delay) throws QueueException {
        tasks.hide(receipt, delay);
    }

    /**
     * Sends a message anew that is not to be seen before the delay, up to 15 minutes, is over. Unlike a delivery that is
     * given back, it has not been received yet, so that waiting does not bring it nearer to the dead letters.
     */
    public void postpone(TaskMessage message, Duration delay) throws QueueException, InterruptedException {
        tasks.postpone(message, delay);
    }

    @Override
    public void close() {
        sqs.close();
    }
}
