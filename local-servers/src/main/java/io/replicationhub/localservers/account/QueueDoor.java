package io.replicationhub.localservers.account;

import com.sun.net.httpserver.Headers;
import io.replicationhub.localservers.identity.Refusal;
import io.replicationhub.localservers.identity.Refusal.Answer;
import io.replicationhub.localservers.identity.RefusedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Hands requests to a queue server that checks no signatures. */
final class QueueDoor implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String TARGET = "X-Amz-Target";
    private static final String TYPE = "application/x-amz-json-1.0";

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final URI server;
    private final Map<String, Map<String, String>> attributes = new ConcurrentHashMap<>();

    QueueDoor(URI server) {
        this.server = server;
    }

    /** What is told of a queue from now on, whatever the server says; it does not know all that SQS does. */
    void attribute(String url, String name, String value) {
        attributes.computeIfAbsent(url, any -> new ConcurrentHashMap<>()).put(name, value);
    }

    /** Of a name that comes twice, clients take the last. */
    private String withMore(String answer, byte[] request) {
        String asked = new String(request, StandardCharsets.UTF_8);
        StringBuilder more = new StringBuilder();
        attributes.forEach((url, told) -> {
            if (asked.contains('"' + url + '"')) {
                told.forEach((name, value) -> more.append(',')
                        .append(Functions.quoted(name))
                        .append(':')
                        .append(Functions.quoted(value)));
            }
        });
        int end = answer.lastIndexOf('}', answer.lastIndexOf('}') - 1);
        return more.isEmpty() ? answer : answer.substring(0, end) + more + answer.substring(end);
    }

    Answer forward(Headers headers, byte[] body) throws RefusedException {
        HttpRequest request = HttpRequest.newBuilder(server)
                .timeout(PATIENCE)
                .header("Content-Type", TYPE)
                .header(TARGET, String.valueOf(headers.getFirst(TARGET)))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            boolean told = response.statusCode() == 200
                    && String.valueOf(headers.getFirst(TARGET)).endsWith(".GetQueueAttributes");
            return new Answer(response.statusCode(), TYPE, told ? withMore(response.body(), body) : response.body());
        } catch (IOException e) {
            throw new RefusedException(new Refusal(503, "ServiceUnavailable", "the queue server does not answer"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException(new Refusal(503, "ServiceUnavailable", "interrupted"));
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
