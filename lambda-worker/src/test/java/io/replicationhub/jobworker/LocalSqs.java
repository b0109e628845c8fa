package io.replicationhub.jobworker;

import io.replicationhub.aws.SqsQueues;
import io.replicationhub.credentials.CredentialsReference;
import io.replicationhub.localservers.ElasticMqServer;
import io.replicationhub.localservers.LocalQueue;
import io.replicationhub.localservers.QueueSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** An SQS within the test, and a look at it from behind. */
record LocalSqs(ElasticMqServer server, SqsClient client) implements AutoCloseable {
    static LocalSqs start() {
        ElasticMqServer server = ElasticMqServer.start();
        return new LocalSqs(
                server,
                SqsClient.builder()
                        .credentialsProvider(AnonymousCredentialsProvider.create())
                        .region(Region.US_EAST_1)
                        .endpointOverride(server.endpoint())
                        .httpClientBuilder(Apache5HttpClient.builder())
                        .build());
    }

    LocalQueue create(String name, Duration visibility, int receivesMost) {
        return server.createQueue(new QueueSettings(name, visibility, receivesMost));
    }

    SqsQueues open(LocalQueue queue) throws Exception {
        return SqsQueues.open(
                new io.replicationhub.settings.QueueSettings(
                        queue.url().toString(),
                        queue.deadLetterUrl().toString(),
                        Optional.of("us-east-1"),
                        Optional.of(server.endpoint()),
                        new CredentialsReference.Anonymous()),
                Map.of(),
                new Random(1));
    }

    /** Everything that can be received now. */
    List<Message> take(String url) {
        List<Message> all = new ArrayList<>();
        while (true) {
            List<Message> some = client.receiveMessage(request -> request.queueUrl(url)
                            .maxNumberOfMessages(10)
                            .messageSystemAttributeNamesWithStrings("All")
                            .messageAttributeNames("All"))
                    .messages();
            if (some.isEmpty()) {
                return all;
            }
            all.addAll(some);
        }
    }

    static String attribute(Message message, String name) {
        return message.messageAttributes().get(name).stringValue();
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
