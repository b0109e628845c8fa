package io.replicationhub.localservers.faults;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.localservers.faults.RawClient.Seen;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FaultProxyTest {
    private static final byte[] BODY = Upstream.pattern(200_000);

    private Upstream upstream;
    private FaultProxy proxy;

    @BeforeEach
    void start() throws IOException {
        upstream = new Upstream();
        proxy = FaultProxy.inFrontOf(upstream.endpoint());
    }

    @AfterEach
    void stop() {
        proxy.close();
        upstream.close();
    }

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
    void aCannedAnswerKeepsTheConnectionAndTheServerOut() throws Exception {
        ArmedRule burst = proxy.arm(Rule.of(Requests.all(), Turn.first(2), Fault.answer(Reply.slowDown())));
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            List<Integer> statuses = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                HttpRequest put = HttpRequest.newBuilder(proxy.endpoint().resolve("/fixed"))
                        .PUT(BodyPublishers.ofByteArray(BODY))
                        .build();
                HttpResponse<String> response = client.send(put, BodyHandlers.ofString());
                statuses.add(response.statusCode());
                assertEquals(i < 2, response.body().contains("<Code>SlowDown</Code>"));
            }
            assertEquals(List.of(503, 503, 200), statuses);
        }
        assertEquals(1, upstream.received.size());
        assertEquals(2, burst.acted());
        assertEquals(3, burst.matched());
        assertEquals(1, proxy.traffic().connections());
    }

    @RepeatedTest(50)
    void anEarlyAnswerReachesAClientThatIsStillSending() throws Exception {
        proxy.arm(Rule.of(Requests.all(), Turn.always(), Fault.answerEarly(Reply.internalError())));
        Seen seen = RawClient.put(proxy.endpoint(), "/fixed", Upstream.pattern(4_000_000));
        assertEquals(500, seen.status());
        assertFalse(seen.reset());
        assertTrue(upstream.received.isEmpty());
    }

    @Test
    void aReplacedResponseHidesWhatTheServerSaid() throws Exception {
        proxy.arm(Rule.of(
                Requests.completingAnUpload(),
                Turn.always(),
                Fault.replaceResponse(Reply.xml(200, "<Error><Code>InternalError</Code></Error>"))));
        Seen seen =
                RawClient.send(proxy.endpoint(), "POST", "/b/k?uploadId=1", new byte[] {65}, "Content-Length: 1\r\n");
        assertEquals(200, seen.status());
        assertEquals("<Error><Code>InternalError</Code></Error>", new String(seen.body(), StandardCharsets.UTF_8));
        assertEquals(1, upstream.received.size());
    }

    @Test
    void aTruncatedDocumentIsSoundHttp() throws Exception {
        proxy.arm(Rule.of(Requests.all(), Turn.always(), Fault.truncateResponse(100)));
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (String target : List.of("/fixed?bytes=50000", "/chunked?bytes=50000")) {
                assertArrayEquals(
                        Arrays.copyOf(Upstream.pattern(50_000), 100),
                        get(client, target).body());
            }
        }
    }

    @Test
    void oneByteIsCorruptedAndTheLengthStays() throws Exception {
        proxy.arm(Rule.of(
                Requests.all(), Turn.always(), Fault.corruptRequestAt(70_000), Fault.corruptResponseAt(199_999)));
        byte[] answer = RawClient.put(proxy.endpoint(), "/fixed", BODY).body();
        assertEquals(List.of(70_000), differences(BODY, upstream.received.get(0)));
        assertEquals(List.of(70_000, 199_999), differences(BODY, answer));
    }

    @Test
    void anActionRunsInMidTransferAndTheRestWaitsForIt() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        proxy.arm(Rule.of(Requests.all(), Turn.nth(2), Fault.run(Point.responseByte(1000), () -> {
            reached.countDown();
            await(go);
        })));
        assertEquals(5000, RawClient.get(proxy.endpoint(), "/fixed?bytes=5000").body().length);
        Future<Seen> second = background(() -> RawClient.get(proxy.endpoint(), "/fixed?bytes=5000"));
        assertTrue(reached.await(5, TimeUnit.SECONDS));
        assertEquals(6000, proxy.traffic().responseBytes());
        go.countDown();
        assertEquals(5000, second.get().body().length);
    }

    @Test
    void anActionRunsWhenARequestHasBeenForwarded() throws Exception {
        CountDownLatch forwarded = new CountDownLatch(1);
        proxy.arm(
                Rule.of(Requests.method("PUT"), Turn.always(), Fault.run(Point.afterRequest(), forwarded::countDown)));
        RawClient.put(proxy.endpoint(), "/fixed", BODY);
        assertTrue(forwarded.await(5, TimeUnit.SECONDS));
    }

    @Test
    void anActionThatFailsIsToldWhenTheProxyIsClosed() throws Exception {
        FaultProxy other = FaultProxy.inFrontOf(upstream.endpoint());
        other.arm(Rule.of(Requests.all(), Turn.always(), Fault.run(Point.beforeRequest(), () -> {
            throw new IllegalArgumentException("the action's own fault");
        })));
        assertEquals(10, RawClient.get(other.endpoint(), "/fixed?bytes=10").body().length);
        IllegalStateException told = assertThrows(IllegalStateException.class, other::close);
        assertEquals("the action's own fault", told.getCause().getMessage());
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

    private HttpResponse<byte[]> get(HttpClient client, String target) throws Exception {
        return client.send(
                HttpRequest.newBuilder(proxy.endpoint().resolve(target)).build(), BodyHandlers.ofByteArray());
    }

    private static List<Integer> differences(byte[] a, byte[] b) {
        assertEquals(a.length, b.length);
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < a.length; i++) {
            if (a[i] != b[i]) {
                places.add(i);
            }
        }
        return places;
    }

    private static void awaitActed(ArmedRule rule, long times) throws InterruptedException {
        while (rule.acted() < times) {
            Thread.sleep(5);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }

    private static <T> Future<T> background(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofVirtual().start(task);
        return task;
    }
}
