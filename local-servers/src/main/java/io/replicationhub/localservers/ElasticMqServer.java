package io.replicationhub.localservers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;

/**
 * SQS inside this process: ElasticMQ on a free port of the loopback address, with the real service's limits. It takes
 * any credentials and does not check signatures. Messages are in memory and gone with the server. Thread-safe.
 */
public final class ElasticMqServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern QUEUE_URL = Pattern.compile("\"QueueUrl\"\\s*:\\s*\"([^\"]+)\"");

    private final SQSRestServer server;
    private final URI endpoint;

    private ElasticMqServer(SQSRestServer server, URI endpoint) {
        this.server = server;
        this.endpoint = endpoint;
    }

    /** Returns when the server accepts requests. */
    public static ElasticMqServer start() {
        ServerLogs.quiet();
        SQSRestServer server = SQSRestServerBuilder.withInterface("127.0.0.1")
                .withDynamicPort()
                .withAWSRegion("us-east-1")
                .start();
        int port = server.waitUntilStarted().localAddress().getPort();
        return new ElasticMqServer(server, URI.create("http://127.0.0.1:" + port));
    }

    public URI endpoint() {
        return endpoint;
    }

    /**
     * A standard queue; what has been received {@code maxReceiveCount} times and not deleted goes to a dead-letter
     * queue of its own.
     */
    public LocalQueue createQueue(QueueSettings settings) {
        URI deadLetters = create(settings.deadLetterName(), "");
        URI queue = create(
                settings.name(),
                ("\"VisibilityTimeout\":\"%d\",\"RedrivePolicy\":\"{\\\"deadLetterTargetArn\\\":\\\"arn:aws:sqs:us-east-1:000000000000:%s\\\",\\\"maxReceiveCount\\\":\\\"%d\\\"}\"")
                        .formatted(
                                settings.visibility().toSeconds(),
                                settings.deadLetterName(),
                                settings.maxReceiveCount()));
        return new LocalQueue(queue, deadLetters);
    }

    /** Stops at once. */
    @Override
    public void close() {
        server.stopAndWait();
    }

    private URI create(String name, String attributes) {
        String request = "{\"QueueName\":\"" + name + "\",\"Attributes\":{" + attributes + "}}";
        try (HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build()) {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(endpoint)
                            .timeout(PATIENCE)
                            .header("Content-Type", "application/x-amz-json-1.0")
                            .header("X-Amz-Target", "AmazonSQS.CreateQueue")
                            .POST(BodyPublishers.ofString(request))
                            .build(),
                    BodyHandlers.ofString());
            Matcher url = QUEUE_URL.matcher(response.body());
            if (response.statusCode() != 200 || !url.find()) {
                throw new IllegalArgumentException("queue " + name + " was refused: " + response.body());
            }
            return URI.create(url.group(1));
        } catch (IOException e) {
            throw new ServerStartException("ElasticMQ does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerStartException("interrupted while a queue was made", e);
        }
    }
}
