package io.replicationhub.localservers.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.replicationhub.localservers.ElasticMqServer;
import io.replicationhub.localservers.LocalQueue;
import io.replicationhub.localservers.QueueSettings;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class EventSourceMappingTest {
    private static final SQSBatchResponse ALL_WELL = new SQSBatchResponse(List.of());
    private static ElasticMqServer server;
    private static SqsClient sqs;

    private LocalQueue queue;

    @BeforeAll
    static void start() {
        server = ElasticMqServer.start();
        sqs = SqsClient.builder()
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .region(Region.US_EAST_1)
                .endpointOverride(server.endpoint())
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
    }

    @AfterAll
    static void stop() {
        sqs.close();
        server.close();
    }

    @BeforeEach
    void createQueue(TestInfo test) {
        queue = server.createQueue(
                new QueueSettings(test.getTestMethod().orElseThrow().getName(), Duration.ofSeconds(1), 2));
    }

    @Test
    void everyMessageReachesTheFunctionAsLambdaWouldGiveItAndIsDeleted() throws Exception {
        send("one", "two", "three");
        Map<String, SQSEvent.SQSMessage> seen = new ConcurrentHashMap<>();
        try (var mapping = start(10, event -> {
            event.getRecords().forEach(message -> seen.put(message.getBody(), message));
            return ALL_WELL;
        })) {
            await(() -> mapping.counts().deleted() == 3);
        }
        assertEquals(Set.of("one", "two", "three"), seen.keySet());
        SQSEvent.SQSMessage message = seen.get("one");
        assertEquals("aws:sqs", message.getEventSource());
        assertEquals("1", message.getAttributes().get("ApproximateReceiveCount"));
        assertTrue(message.getEventSourceArn().startsWith("arn:aws:sqs:us-east-1:"));
        assertEquals(0, waiting(queue.url()));
    }

    @Test
    void whatFailedIsLeftAndComesAgainAndWhatSucceededDoesNot() throws Exception {
        send("good", "bad");
        var seen = new ConcurrentLinkedQueue<String>();
        try (var mapping = start(10, event -> {
            List<SQSBatchResponse.BatchItemFailure> failures = new ArrayList<>();
            for (var message : event.getRecords()) {
                seen.add(message.getBody() + message.getAttributes().get("ApproximateReceiveCount"));
                if (message.getBody().equals("bad")
                        && message.getAttributes()
                                .get("ApproximateReceiveCount")
                                .equals("1")) {
                    failures.add(new SQSBatchResponse.BatchItemFailure(message.getMessageId()));
                }
            }
            return new SQSBatchResponse(failures);
        })) {
            await(() -> mapping.counts().deleted() == 2);
            assertEquals(1, mapping.counts().left());
            assertEquals(0, mapping.counts().errors());
        }
        assertEquals(Set.of("good1", "bad1", "bad2"), Set.copyOf(seen));
        assertEquals(3, seen.size());
    }

    @Test
    void whatFailsTooOftenBecomesADeadLetter() throws Exception {
        send("hopeless");
        try (var mapping = start(10, event -> {
            throw new IllegalStateException("the function crashed");
        })) {
            await(() -> waiting(queue.deadLetterUrl()) == 1);
            assertEquals(2, mapping.counts().errors());
        }
    }

    @Test
    void anAnswerThatNamesAStrangerFailsTheWholeBatch() throws Exception {
        send("a");
        try (var mapping = start(
                10, event -> new SQSBatchResponse(List.of(new SQSBatchResponse.BatchItemFailure("no-such-id"))))) {
            await(() -> mapping.counts().errors() >= 1);
            assertEquals(0, mapping.counts().deleted());
        }
    }

    @Test
    void aBatchHoldsNoMoreThanItsSize() throws Exception {
        send("1", "2", "3", "4", "5", "6", "7");
        var largest = new AtomicInteger();
        try (var mapping = start(3, event -> {
            largest.accumulateAndGet(event.getRecords().size(), Math::max);
            return ALL_WELL;
        })) {
            await(() -> mapping.counts().deleted() == 7);
        }
        assertEquals(3, largest.get());
    }

    @Test
    void aWindowGathersMoreThanOneReceiveGives() throws Exception {
        queue = server.createQueue(new QueueSettings("patient", Duration.ofSeconds(20), 2));
        for (int n = 0; n < 25; n++) {
            send("m" + n);
        }
        var sizes = new ConcurrentLinkedQueue<Integer>();
        var options = new MappingOptions(server.endpoint(), queue.url().toString(), 25, Duration.ofSeconds(2), 2);
        Function<SQSEvent, SQSBatchResponse> function = event -> {
            sizes.add(event.getRecords().size());
            return ALL_WELL;
        };
        try (var mapping = EventSourceMapping.start(options, () -> function)) {
            await(() -> mapping.counts().deleted() == 25);
        }
        assertTrue(sizes.size() <= 3 && sizes.stream().anyMatch(size -> size > 10), sizes.toString());
    }

    @Test
    void concurrencyGrowsToItsMaximumAndEveryInvocationHasAnEnvironmentOfItsOwn() throws Exception {
        queue = server.createQueue(new QueueSettings("busy", Duration.ofSeconds(30), 2));
        for (int n = 0; n < 60; n++) {
            send("m" + n);
        }
        var together = new CountDownLatch(8);
        var environments = new AtomicInteger();
        var shared = new AtomicBoolean();
        var options = new MappingOptions(server.endpoint(), queue.url().toString(), 1, Duration.ZERO, 8);
        try (var mapping = EventSourceMapping.start(options, () -> {
            environments.incrementAndGet();
            var busy = new AtomicBoolean();
            return event -> {
                if (!busy.compareAndSet(false, true)) {
                    shared.set(true);
                }
                together.countDown();
                awaitLatch(together);
                busy.set(false);
                return ALL_WELL;
            };
        })) {
            await(() -> mapping.counts().deleted() >= 60);
            assertEquals(8, mapping.counts().concurrencyMost());
        }
        assertEquals(8, environments.get());
        assertEquals(false, shared.get());
    }

    @Test
    void closingLetsTheInvocationsUnderWayEnd() throws Exception {
        send("slow");
        var begun = new CountDownLatch(1);
        var finished = new AtomicBoolean();
        var mapping = start(1, event -> {
            begun.countDown();
            sleep(700);
            finished.set(true);
            return ALL_WELL;
        });
        assertTrue(begun.await(10, TimeUnit.SECONDS));
        mapping.close();
        assertTrue(finished.get());
        assertEquals(1, mapping.counts().deleted());
    }

    @Test
    void optionsThatLambdaRefusesAreRefused() {
        URI any = server.endpoint();
        assertThrows(IllegalArgumentException.class, () -> new MappingOptions(any, "q", 11, Duration.ZERO, 2));
        assertThrows(IllegalArgumentException.class, () -> new MappingOptions(any, "q", 0, Duration.ZERO, 2));
        assertThrows(IllegalArgumentException.class, () -> new MappingOptions(any, "q", 1, Duration.ZERO, 1));
        assertThrows(IllegalArgumentException.class, () -> new MappingOptions(any, "q", 1, Duration.ofSeconds(301), 2));
    }

    private EventSourceMapping start(int batchSize, Function<SQSEvent, SQSBatchResponse> function) {
        var options = new MappingOptions(server.endpoint(), queue.url().toString(), batchSize, Duration.ZERO, 2);
        return EventSourceMapping.start(options, () -> function);
    }

    private void send(String... bodies) {
        for (String body : bodies) {
            sqs.sendMessage(request -> request.queueUrl(queue.url().toString()).messageBody(body));
        }
    }

    private static int waiting(URI url) {
        return Integer.parseInt(sqs.getQueueAttributes(request -> request.queueUrl(url.toString())
                        .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .attributes()
                .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(20);
        }
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
