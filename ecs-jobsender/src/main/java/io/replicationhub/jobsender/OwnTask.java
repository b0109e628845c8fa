package io.replicationhub.jobsender;

import io.replicationhub.aws.call.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The ECS task that this process is (Amazon ECS Developer Guide, "Amazon ECS task metadata endpoint version 4").
 *
 * @param cluster its name or ARN
 */
record OwnTask(String arn, String cluster, String family) {
    static final String VARIABLE = "ECS_CONTAINER_METADATA_URI_V4";

    private static final Duration CONNECT_MOST = Duration.ofSeconds(1);
    private static final Duration ANSWER_MOST = Duration.ofSeconds(3);
    private static final int ARN_REGION = 3;

    /** Asks ECS's agent; empty where this is no task of ECS's. */
    static Optional<OwnTask> find(Map<String, String> environment) throws IOException, InterruptedException {
        String address = environment.getOrDefault(VARIABLE, "");
        if (address.isBlank()) {
            return Optional.empty();
        }
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(CONNECT_MOST).build()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address.strip() + "/task"))
                    .timeout(ANSWER_MOST)
                    .build();
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            Json task = response.statusCode() == 200 ? Json.parse(response.body()) : Json.NOTHING;
            var own = new OwnTask(task.textAt("TaskARN"), task.textAt("Cluster"), task.textAt("Family"));
            if (own.arn().isEmpty() || own.cluster().isEmpty() || own.family().isEmpty()) {
                throw new IOException(
                        "ECS's agent answers " + response.statusCode() + " and does not say which task this is");
            }
            return Optional.of(own);
        } catch (IllegalArgumentException e) {
            throw new IOException(VARIABLE + " leads to no agent of ECS's: " + e.getMessage(), e);
        }
    }

    /** The ARN has it; the environment of a container need not. */
    String region() {
        String[] fields = arn.split(":", -1);
        return fields.length > ARN_REGION ? fields[ARN_REGION] : "";
    }
}
