package io.replicationhub.aws.call;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A service of AWS.
 *
 * @param title for people
 * @param host the first part of its host name, and its name in signatures
 * @param version of its JSON protocol; empty where requests go by method and path
 * @param endpointVariable where its address may be set (AWS SDKs and Tools Reference Guide, "Service-specific endpoints")
 */
public record Api(String title, String host, Optional<String> version, String endpointVariable) {
    public static final Api ECS = new Api("ECS", "ecs", Optional.of("1.1"), "AWS_ENDPOINT_URL_ECS");
    public static final Api SQS = new Api("SQS", "sqs", Optional.of("1.0"), "AWS_ENDPOINT_URL_SQS");
    public static final Api LAMBDA = new Api("Lambda", "lambda", Optional.empty(), "AWS_ENDPOINT_URL_LAMBDA");
    public static final Api SCHEDULER =
            new Api("EventBridge Scheduler", "scheduler", Optional.empty(), "AWS_ENDPOINT_URL_SCHEDULER");

    /** Its address in a region: what the environment says, or AWS's own. */
    URI endpoint(String region, Map<String, String> environment) {
        return configured(endpointVariable, environment)
                .orElseGet(() -> URI.create("https://" + host + '.' + region + suffix(region)));
    }

    /**
     * The address that the environment sets for a service, or for all.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static Optional<URI> configured(String endpointVariable, Map<String, String> environment) {
        if ("true".equalsIgnoreCase(environment.getOrDefault("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", ""))) {
            return Optional.empty();
        }
        return List.of(endpointVariable, "AWS_ENDPOINT_URL").stream()
                .map(variable -> environment.getOrDefault(variable, "").strip())
                .filter(value -> !value.isEmpty())
                .map(io.replicationhub.config.Endpoints::parse)
                .findFirst();
    }

    /** AWS General Reference, "AWS service endpoints"; for China, "Amazon Web Services in China endpoints and ARNs". */
    private static String suffix(String region) {
        return region.startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com";
    }
}
