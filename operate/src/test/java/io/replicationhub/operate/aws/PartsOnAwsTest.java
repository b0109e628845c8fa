package io.replicationhub.operate.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import io.replicationhub.aws.call.Api;
import io.replicationhub.aws.call.AwsClient;
import io.replicationhub.aws.ecs.EcsTasks;
import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.localservers.AccessKey;
import io.replicationhub.localservers.account.AccountServer;
import io.replicationhub.operate.Unreachable;
import io.replicationhub.operate.stack.Gauge;
import io.replicationhub.operate.stack.StackParts.Feed;
import io.replicationhub.operate.stack.StackParts.Subscriber;
import io.replicationhub.operate.stack.StackParts.Subscribers;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PartsOnAwsTest {
    private static final AccessKey KEY = new AccessKey("AKIAPARTS", "canary-parts-secret");
    private static final String QUEUES = "arn:aws:sqs:us-east-1:123456789012:";

    @Test
    void theEventSourceMappingsOfAFunctionAreReadToTheLastPage() throws Exception {
        try (AccountServer account = AccountServer.start(URI.create("http://127.0.0.1:1"))) {
            account.know(KEY);
            for (String queue : Set.of("one", "two", "three")) {
                account.functions().feed("worker", QUEUES + queue, "Enabled", "OK", "");
            }
            account.functions().feed("another", QUEUES + "other", "Enabled", "OK", "");
            try (AwsClient lambda = client(Api.LAMBDA, account.endpoint())) {
                assertEquals(
                        Set.of(QUEUES + "one", QUEUES + "two", QUEUES + "three"),
                        new PartsOnAws(api -> lambda)
                                .feeds("worker").stream().map(Feed::source).collect(Collectors.toSet()));
            }
        }
    }

    @Test
    void pagesWithoutEndAreNotReadForEver() throws Exception {
        var asked = new AtomicInteger();
        try (Endless lambda = Endless.of(
                        () -> "{\"EventSourceMappings\":[],\"NextMarker\":\"" + asked.incrementAndGet() + "\"}");
                AwsClient client = client(Api.LAMBDA, lambda.endpoint())) {
            var parts = new PartsOnAws(api -> client);
            var e = assertThrows(Unreachable.class, () -> parts.feeds("worker"));
            assertEquals("the event source mappings of worker come in more than 100 pages", e.sentence());
            assertEquals(Pages.MOST, asked.get());
        }
    }

    /** SNS API reference, ListSubscriptionsByTopic: what stands in place of an ARN. */
    @Test
    void onlyWhoSaidYesAndStayedIsToldOfAlarms() throws Exception {
        try (Endless sns = Endless.of(() -> "<R><ListSubscriptionsByTopicResult><Subscriptions>"
                        + subscription("arn:aws:sns:us-east-1:123456789012:t:1", "yes")
                        + subscription("PendingConfirmation", "asked")
                        + subscription("Deleted", "gone")
                        + "</Subscriptions></ListSubscriptionsByTopicResult></R>");
                AwsClient client = client(Api.SNS, sns.endpoint())) {
            Subscribers found = new PartsOnAws(api -> client).subscribers("arn:aws:sns:us-east-1:123456789012:t");
            assertEquals(
                    List.of(new Subscriber("email", "yes", true), new Subscriber("email", "asked", false)),
                    found.known());
        }
    }

    private static String subscription(String arn, String endpoint) {
        return "<member><SubscriptionArn>" + arn + "</SubscriptionArn><Protocol>email</Protocol><Endpoint>" + endpoint
                + "</Endpoint></member>";
    }

    @Test
    void ofSubscribersWithoutEndTheFirstAreToldAndThatThereAreMore() throws Exception {
        var asked = new AtomicInteger();
        try (Endless sns = Endless.of(() -> "<R><ListSubscriptionsByTopicResult><Subscriptions><member>"
                        + "<SubscriptionArn>arn</SubscriptionArn><Protocol>email</Protocol><Endpoint>"
                        + asked.incrementAndGet() + "@example.com</Endpoint></member></Subscriptions>"
                        + "<NextToken>same</NextToken></ListSubscriptionsByTopicResult></R>");
                AwsClient client = client(Api.SNS, sns.endpoint())) {
            Subscribers found = new PartsOnAws(api -> client).subscribers("arn:aws:sns:us-east-1:123456789012:t");
            assertFalse(found.isAll());
            assertEquals(PartsOnAws.SUBSCRIBER_PAGES, found.known().size());
            assertEquals(PartsOnAws.SUBSCRIBER_PAGES, asked.get());
        }
    }

    @Test
    void resourcesMetricsAndTasksWithoutEndAreToldInASentence() throws Exception {
        try (Endless stack = Endless.of(() -> "<R><ListStackResourcesResult><StackResourceSummaries/>"
                        + "<NextToken>same</NextToken></ListStackResourcesResult></R>");
                Endless metrics = Endless.of(() -> "<R><GetMetricDataResult><MetricDataResults/>"
                        + "<NextToken>same</NextToken></GetMetricDataResult></R>");
                Endless tasks = Endless.of(() -> "{\"taskArns\":[],\"nextToken\":\"same\"}");
                AwsClient formation = client(Api.CLOUD_FORMATION, stack.endpoint());
                AwsClient watch = client(Api.CLOUD_WATCH, metrics.endpoint());
                AwsClient ecs = client(Api.ECS, tasks.endpoint())) {
            assertEquals(
                    "the resources of the stack drh come in more than 100 pages",
                    assertThrows(Unreachable.class, () -> new CloudFormation(formation, "us-east-1").alarms("drh"))
                            .sentence());
            List<Gauge> gauges =
                    List.of(new Gauge("AWS/SQS", "NumberOfMessagesDeleted", "QueueName", "q", Gauge.Statistic.SUM));
            assertEquals(
                    "the metrics come in more than 100 pages",
                    assertThrows(
                                    Unreachable.class,
                                    () -> new CloudWatch(watch)
                                            .read(gauges, Instant.EPOCH, Instant.EPOCH, Duration.ofMinutes(1)))
                            .sentence());
            var senders = new SendersOnEcs(new EcsTasks(ecs, "cluster"), "arn:x/sender:1", new Random(1));
            assertEquals(
                    "the tasks of sender in cluster come in more than 100 pages",
                    assertThrows(Unreachable.class, senders::running).sentence());
        }
    }

    /** A service whose every page says that there is another. */
    private record Endless(HttpServer server) implements AutoCloseable {
        static Endless of(Supplier<String> pages) throws Exception {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                exchange.getRequestBody().readAllBytes();
                byte[] page = pages.get().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, page.length);
                exchange.getResponseBody().write(page);
                exchange.close();
            });
            server.start();
            return new Endless(server);
        }

        URI endpoint() {
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    private static AwsClient client(Api api, URI endpoint) {
        return AwsClient.open(
                api,
                "us-east-1",
                CredentialsSource.of(Credentials.of(KEY.id(), KEY.secret())),
                Map.of("AWS_ENDPOINT_URL", endpoint.toString()),
                InstantSource.system(),
                pause -> {},
                new Random(1));
    }
}
