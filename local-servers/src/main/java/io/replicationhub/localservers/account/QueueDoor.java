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
import java.time.Duration;

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

    QueueDoor(URI server) {
        this.server = server;
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
            return new Answer(response.statusCode(), TYPE, response.body());
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
