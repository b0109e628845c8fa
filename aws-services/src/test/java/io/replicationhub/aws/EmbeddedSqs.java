package io.replicationhub.aws;

import io.replicationhub.localservers.ElasticMqServer;
import io.replicationhub.localservers.LocalQueue;
import io.replicationhub.localservers.QueueSettings;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.services.sqs.SqsClient;

/** An SQS within the test, and a client of it. */
record EmbeddedSqs(ElasticMqServer server, SqsClient client) implements AutoCloseable {
    static EmbeddedSqs start() {
        ElasticMqServer server = ElasticMqServer.start();
        return new EmbeddedSqs(
                server,
                SqsQueues.client(
                        AnonymousCredentialsProvider.create(),
                        Optional.of("us-east-1"),
                        Optional.of(server.endpoint())));
    }

    LocalQueue create(String name, Duration visibility) {
        return server.createQueue(new QueueSettings(name, visibility, 1_000));
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
