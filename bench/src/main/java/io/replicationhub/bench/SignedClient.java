package io.replicationhub.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;

/** Fills and reads a server that checks signatures; not on any measured path. Thread-safe. */
final class SignedClient {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final URI endpoint;
    private final String accessKey;
    private final InstantSource clock;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    SignedClient(URI endpoint, String accessKey, InstantSource clock) {
        this.endpoint = endpoint;
        this.accessKey = accessKey;
        this.clock = clock;
    }

    /** Sends a request with a path and a query in canonical form; returns the body of a 200. Headers are pairs. */
    String send(String method, String path, String query, byte[] body, String... headers)
            throws IOException, InterruptedException {
        String stamp = SigV4.stamp(clock.instant());
        String host = endpoint.getAuthority();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(endpoint + path + (query.isEmpty() ? "" : "?" + query)))
                .timeout(PATIENCE)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                .header("x-amz-date", stamp)
                .header("x-amz-content-sha256", "UNSIGNED-PAYLOAD")
                .header(
                        "Authorization",
                        SigV4.authorization(accessKey, Tools.SECRET, method, path, query, host, stamp));
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(method + " " + path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }
}
