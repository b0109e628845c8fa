package io.replicationhub.operate.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.replicationhub.aws.call.Api;
import io.replicationhub.aws.call.AwsClient;
import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.localservers.AccessKey;
import io.replicationhub.localservers.account.AccountServer;
import io.replicationhub.operate.Unreachable;
import io.replicationhub.operate.stack.StackParts.Feed;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
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
            try (AwsClient lambda = lambda(account.endpoint())) {
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
        HttpServer endless = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endless.createContext("/", exchange -> {
            byte[] page = ("{\"EventSourceMappings\":[],\"NextMarker\":\"" + asked.incrementAndGet() + "\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        endless.start();
        try (AwsClient lambda =
                lambda(URI.create("http://127.0.0.1:" + endless.getAddress().getPort()))) {
            var parts = new PartsOnAws(api -> lambda);
            var e = assertThrows(Unreachable.class, () -> parts.feeds("worker"));
            assertTrue(e.sentence().contains("event source mappings of worker"), e::sentence);
            assertEquals(PartsOnAws.PAGES_MOST, asked.get());
        } finally {
            endless.stop(0);
        }
    }

    private static AwsClient lambda(URI endpoint) {
        return AwsClient.open(
                Api.LAMBDA,
                "us-east-1",
                CredentialsSource.of(Credentials.of(KEY.id(), KEY.secret())),
                Map.of("AWS_ENDPOINT_URL", endpoint.toString()),
                InstantSource.system(),
                pause -> {},
                new Random(1));
    }
}
