package io.replicationhub.localservers.faults;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.localservers.faults.RawClient.Seen;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the proxy does to connections and bodies, and what it leaves alone. */
@Timeout(30)
class FaultProxyTest extends AtFaultProxy {
    @Test
    void withoutRulesBodiesPassUnchangedInBothFramingsAndDirections() throws Exception {
        assertArrayEquals(BODY, RawClient.put(proxy.endpoint(), "/fixed", BODY).body());
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (String path : List.of("/fixed", "/chunked")) {
                HttpRequest chunkedRequest = HttpRequest.newBuilder(
                                proxy.endpoint().resolve(path))
                        .PUT(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(BODY)))
                        .build();
                assertArrayEquals(
                        BODY,
                        client.send(chunkedRequest, BodyHandlers.ofByteArray()).body());
            }
        }
    }

    @Test
    void oneConnectionCarriesManyRequests() throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (int i = 0; i < 50; i++) {
                String target = (i % 2 == 0 ? "/fixed" : "/chunked") + "?bytes=" + i * 7;
                assertArrayEquals(Upstream.pattern(i * 7), get(client, target).body());
                HttpRequest head = HttpRequest.newBuilder(proxy.endpoint().resolve(target))
                        .HEAD()
                        .build();
                assertEquals(200, client.send(head, BodyHandlers.ofByteArray()).statusCode());
            }
        }
        Traffic traffic = proxy.traffic();
        assertEquals(100, traffic.requests());
        assertEquals(1, traffic.connections());
    }

    @Test
    void aClientThatWaitsForPermissionToSendGetsItFromTheServerAndFromACannedAnswer() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest waiting = HttpRequest.newBuilder(proxy.endpoint().resolve("/fixed"))
                    .expectContinue(true)
                    .PUT(BodyPublishers.ofByteArray(BODY))
                    .build();
            assertArrayEquals(
                    BODY, client.send(waiting, BodyHandlers.ofByteArray()).body());
            proxy.arm(Rule.of(Requests.all(), Turn.always(), Fault.answer(Reply.slowDown())));
            assertEquals(503, client.send(waiting, BodyHandlers.ofByteArray()).statusCode());
        }
    }

    @Test
    void aResetAtAByteOfTheRequestKeepsTheServerFromTheWholeBody() throws Exception {
        ArmedRule rule = proxy.arm(Rule.of(Requests.method("PUT"), Turn.always(), Fault.resetRequestAt(1000)));
        Seen seen = RawClient.put(proxy.endpoint(), "/fixed", BODY);
        assertTrue(seen.reset());
        assertEquals("", seen.head());
        assertEquals(1, rule.acted());
        assertEquals(1000, proxy.traffic().requestBytes());
        assertTrue(upstream.received.isEmpty());
    }

    @Test
    void aResetAtAByteOfTheResponseLetsNoMoreThanThatThrough() throws Exception {
        ArmedRule rule = proxy.arm(Rule.of(Requests.all(), Turn.always(), Fault.resetResponseAt(1000)));
        Seen seen = RawClient.get(proxy.endpoint(), "/fixed?bytes=200000");
        assertTrue(seen.reset());
        assertTrue(seen.body().length <= 1000);
        assertEquals(1, rule.acted());
        assertEquals(1000, proxy.traffic().responseBytes());
    }

    @Test
    void aLostResponseMeansThatTheServerDidTheWork() throws Exception {
        proxy.arm(Rule.of(Requests.all(), Turn.always(), Fault.loseResponse()));
        Seen seen = RawClient.put(proxy.endpoint(), "/fixed", BODY);
        assertTrue(seen.reset());
        assertEquals("", seen.head());
        assertEquals(1, upstream.received.size());
    }

    @Test
    void aLostRequestMeansThatTheServerNeverHeardOfIt() throws Exception {
        proxy.arm(Rule.of(Requests.all(), Turn.always(), Fault.loseRequest()));
        assertTrue(RawClient.put(proxy.endpoint(), "/fixed", new byte[] {1}).reset());
        assertTrue(upstream.received.isEmpty());
    }

    @Test
    void aShortBodyEndsInGoodOrderButBeforeItsLength() throws Exception {
        proxy.arm(Rule.of(Requests.all(), Turn.always(), Fault.endResponseAt(1000)));
        Seen seen = RawClient.get(proxy.endpoint(), "/fixed?bytes=200000");
        assertFalse(seen.reset());
        assertTrue(seen.head().toLowerCase(Locale.ROOT).contains("content-length: 200000"));
        assertArrayEquals(Arrays.copyOf(Upstream.pattern(200_000), 1000), seen.body());
    }

    @Test
    void aPlaceBehindTheEndOfABodyIsNeverReached() throws Exception {
        ArmedRule rule = proxy.arm(Rule.of(Requests.all(), Turn.always(), Fault.resetResponseAt(1001)));
        assertEquals(1000, RawClient.get(proxy.endpoint(), "/fixed?bytes=1000").body().length);
        assertEquals(1, rule.matched());
        assertEquals(0, rule.acted());
    }

    @Test
    void aStallHoldsTheRestForItsTime() throws Exception {
        proxy.arm(Rule.of(Requests.all(), Turn.always(), Fault.stall(Point.responseByte(10), Duration.ofMillis(300))));
        long start = System.nanoTime();
        assertEquals(1000, RawClient.get(proxy.endpoint(), "/fixed?bytes=1000").body().length);
        assertTrue(millisSince(start) >= 300);
    }

    @Test
    void aDelayComesBeforeTheServerIsAsked() throws Exception {
        proxy.arm(Rule.of(Requests.all(), Turn.always(), Fault.delay(Duration.ofMillis(300))));
        long start = System.nanoTime();
        Future<Seen> later = background(() -> RawClient.get(proxy.endpoint(), "/fixed?bytes=10"));
        Thread.sleep(100);
        assertTrue(upstream.received.isEmpty());
        assertEquals(10, later.get().body().length);
        assertTrue(millisSince(start) >= 300);
    }

    @Test
    void aStallEndsWithTheProxy() throws Exception {
        ArmedRule rule = proxy.arm(
                Rule.of(Requests.all(), Turn.always(), Fault.stall(Point.beforeResponse(), Duration.ofHours(1))));
        Future<Seen> stalled = background(() -> RawClient.get(proxy.endpoint(), "/fixed?bytes=10"));
        awaitActed(rule, 1);
        proxy.close();
        assertEquals("", stalled.get(5, TimeUnit.SECONDS).head());
    }

    @Test
    void aTrickleTakesItsTimeAndLosesNothing() throws Exception {
        proxy.arm(Rule.of(Requests.all(), Turn.always(), Fault.slow(Side.RESPONSE, 20_000)));
        long start = System.nanoTime();
        assertArrayEquals(
                Upstream.pattern(10_000),
                RawClient.get(proxy.endpoint(), "/fixed?bytes=10000").body());
        assertTrue(millisSince(start) >= 450, "took " + millisSince(start) + " ms");
    }

    @Test
    void rulesCanBeSwappedAndDisarmedBetweenRequests() throws Exception {
        ArmedRule first = proxy.arm(Rule.of(Requests.all(), Turn.always(), Fault.answer(Reply.slowDown())));
        assertEquals(503, RawClient.get(proxy.endpoint(), "/fixed").status());
        ArmedRule second = proxy.swap(
                        List.of(Rule.of(Requests.all(), Turn.always(), Fault.answer(Reply.internalError()))))
                .get(0);
        assertEquals(500, RawClient.get(proxy.endpoint(), "/fixed").status());
        proxy.disarm(second);
        assertEquals(200, RawClient.get(proxy.endpoint(), "/fixed").status());
        assertEquals(1, first.matched());
    }

    @Test
    void anUnreachableServerIsAResetAndNotAHang() throws Exception {
        upstream.close();
        Seen seen = RawClient.get(proxy.endpoint(), "/fixed");
        assertEquals("", seen.head());
    }

    private static void awaitActed(ArmedRule rule, long times) throws InterruptedException {
        while (rule.acted() < times) {
            Thread.sleep(5);
        }
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }
}
