package io.replicationhub.localservers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.SqsException;

@Timeout(60)
class ElasticMqServerTest {
    private static ElasticMqServer server;
    private static SqsClient sqs;

    @BeforeAll
    static void start() {
        server = ElasticMqServer.start();
        sqs = Clients.sqs(server.endpoint());
    }

    @AfterAll
    static void stop() {
        sqs.close();
        server.close();
    }

    @Test
    void theQueueIsAtTheServersEndpoint() {
        LocalQueue queue = server.createQueue(new QueueSettings("where", Duration.ofSeconds(30), 3));
        assertEquals(server.endpoint().getPort(), queue.url().getPort());
        assertEquals(server.endpoint().getHost(), queue.url().getHost());
        assertEquals(server.endpoint().getPort(), queue.deadLetterUrl().getPort());
    }

    @Test
    void aMessageIsReceivedHiddenAndDeleted() {
        LocalQueue queue = server.createQueue(new QueueSettings("tasks", Duration.ofSeconds(30), 3));
        sqs.sendMessage(s -> s.queueUrl(queue.url().toString()).messageBody("work"));
        Message message = receive(queue.url(), 5).get(0);
        assertEquals("work", message.body());
        assertEquals(List.of(), receive(queue.url(), 0));
        sqs.deleteMessage(d -> d.queueUrl(queue.url().toString()).receiptHandle(message.receiptHandle()));
    }

    @Test
    void whatIsReceivedTooOftenBecomesADeadLetter() {
        LocalQueue queue = server.createQueue(new QueueSettings("redriven", Duration.ZERO, 2));
        sqs.sendMessage(s -> s.queueUrl(queue.url().toString()).messageBody("hopeless"));
        assertEquals("1", receiveCount(receive(queue.url(), 5).get(0)));
        assertEquals("2", receiveCount(receive(queue.url(), 5).get(0)));
        assertEquals(List.of(), receive(queue.url(), 0));
        assertEquals("hopeless", receive(queue.deadLetterUrl(), 5).get(0).body());
    }

    @Test
    void theVisibilityTimeoutIsTheOneAskedFor() {
        LocalQueue queue = server.createQueue(new QueueSettings("timed", Duration.ofSeconds(77), 2));
        String timeout = sqs.getQueueAttributes(
                        g -> g.queueUrl(queue.url().toString()).attributeNamesWithStrings("VisibilityTimeout"))
                .attributesAsStrings()
                .get("VisibilityTimeout");
        assertEquals("77", timeout);
    }

    @Test
    void aMessageOverTheLimitIsRefused() {
        LocalQueue queue = server.createQueue(new QueueSettings("limited", Duration.ofSeconds(30), 3));
        String large = "x".repeat(1024 * 1024 + 1);
        assertThrows(
                SqsException.class,
                () -> sqs.sendMessage(s -> s.queueUrl(queue.url().toString()).messageBody(large)));
    }

    @Test
    void impossibleSettingsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new QueueSettings("a b", Duration.ZERO, 1));
        assertThrows(IllegalArgumentException.class, () -> new QueueSettings("a", Duration.ofHours(13), 1));
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> new QueueSettings("a", Duration.ZERO, 0));
        assertTrue(refused.getMessage().contains("maxReceiveCount"));
    }

    private static List<Message> receive(URI queue, int waitSeconds) {
        return sqs.receiveMessage(r -> r.queueUrl(queue.toString())
                        .waitTimeSeconds(waitSeconds)
                        .messageSystemAttributeNames(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT))
                .messages();
    }

    private static String receiveCount(Message message) {
        return message.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT);
    }
}
