package io.replicationhub.localservers.faults;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.localservers.faults.RawClient.Seen;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers that the proxy gives in the place of the server, or changes on their way. */
@Timeout(30)
class AnswersOfTheProxyTest extends AtFaultProxy {
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
}
