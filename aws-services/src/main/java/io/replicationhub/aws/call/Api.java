package io.replicationhub.aws.call;

import io.replicationhub.config.Endpoints;
import io.replicationhub.permission.Partition;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A service of AWS.
 *
 * @param title for people
 * @param host the first part of its host name, and its name in signatures
 * @param version of the JSON protocol, or of the service where it takes forms; empty where requests go by method and path
 * @param endpointVariable where its address may be set (AWS SDKs and Tools Reference Guide, "Service-specific endpoints")
 */
public record Api(String title, String host, Protocol protocol, String version, String endpointVariable) {
    public static final Api CLOUD_FORMATION =
            new Api("CloudFormation", "cloudformation", Protocol.FORM, "2010-05-15", "AWS_ENDPOINT_URL_CLOUDFORMATION");
    public static final Api CLOUD_WATCH =
            new Api("CloudWatch", "monitoring", Protocol.FORM, "2010-08-01", "AWS_ENDPOINT_URL_CLOUDWATCH");
    public static final Api ECS = new Api("ECS", "ecs", Protocol.JSON, "1.1", "AWS_ENDPOINT_URL_ECS");
    public static final Api LAMBDA = new Api("Lambda", "lambda", Protocol.PATHS, "", "AWS_ENDPOINT_URL_LAMBDA");
    public static final Api PARAMETER_STORE =
            new Api("Parameter Store", "ssm", Protocol.JSON, "1.1", "AWS_ENDPOINT_URL_SSM");
    public static final Api SCHEDULER =
            new Api("EventBridge Scheduler", "scheduler", Protocol.PATHS, "", "AWS_ENDPOINT_URL_SCHEDULER");
    public static final Api SECRETS_MANAGER =
            new Api("Secrets Manager", "secretsmanager", Protocol.JSON, "1.1", "AWS_ENDPOINT_URL_SECRETS_MANAGER");
    public static final Api SNS = new Api("SNS", "sns", Protocol.FORM, "2010-03-31", "AWS_ENDPOINT_URL_SNS");
    public static final Api SQS = new Api("SQS", "sqs", Protocol.JSON, "1.0", "AWS_ENDPOINT_URL_SQS");
    public static final Api STS = new Api("STS", "sts", Protocol.FORM, "2011-06-15", "AWS_ENDPOINT_URL_STS");

    /** How a service is spoken to (Smithy specification: "AWS JSON 1.0/1.1", "AWS Query", "AWS restJson1"). */
    public enum Protocol {
        /** JSON to one address, the action in a header. */
        JSON,
        /** A form to one address, XML back. */
        FORM,
        /** Method and path, JSON both ways. */
        PATHS
    }

    /**
     * Its address in a region: what the environment says, or AWS's own.
     *
     * @throws IllegalArgumentException where the environment sets an address that is none
     */
    public URI endpoint(String region, Map<String, String> environment) {
        return configured(endpointVariable, environment)
                .orElseGet(() -> URI.create("https://" + host + '.' + region + '.'
                        + Partition.of(region).domain()));
    }

    /**
     * The address that the environment sets for a service, or for all.
     *
     * @throws IllegalArgumentException where it is none; the message names the variable
     */
    public static Optional<URI> configured(String endpointVariable, Map<String, String> environment) {
        if ("true".equalsIgnoreCase(environment.getOrDefault("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", ""))) {
            return Optional.empty();
        }
        return List.of(endpointVariable, "AWS_ENDPOINT_URL").stream()
                .filter(variable -> !environment.getOrDefault(variable, "").isBlank())
                .findFirst()
                .map(variable ->
                        address(variable, environment.getOrDefault(variable, "").strip()));
    }

    private static URI address(String variable, String value) {
        try {
            return Endpoints.parse(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(variable + " must be " + e.getMessage(), e);
        }
    }
}
