package io.replicationhub.stackhooks;

import io.replicationhub.aws.call.Api;
import io.replicationhub.aws.call.AwsClient;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.credentials.EnvironmentCredentials;
import io.replicationhub.retry.Sleeper;
import io.replicationhub.storage.s3.BucketNotifications;
import io.replicationhub.storage.s3.S3Settings;
import io.replicationhub.storage.s3.S3Stores;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The hooks by the types of their resources, and whom they talk to. */
final class Hooks {
    static final String FIRST_RUN = "Custom::FirstRun";
    static final String BUCKET_EVENTS = "Custom::BucketEvents";
    static final String FAREWELL = "Custom::Farewell";

    private Hooks() {}

    /** @param environment of the function: its region and its role's credentials are there */
    static Map<String, Hook> of(
            Map<String, String> environment, InstantSource clock, Sleeper sleeper, RandomGenerator random) {
        CredentialsSource credentials = EnvironmentCredentials.source("AWS", environment);
        String region = environment.getOrDefault("AWS_REGION", environment.getOrDefault("AWS_DEFAULT_REGION", ""));
        Clients clients = api -> AwsClient.open(api, region, credentials, environment, clock, sleeper, random);
        var buckets = new Buckets(environment, region);
        return Map.of(
                FIRST_RUN,
                new FirstRun(clients),
                BUCKET_EVENTS,
                new BucketEvents((name, where) -> BucketNotifications.open(buckets.settings(name, where), credentials)),
                FAREWELL,
                new Farewell(
                        clients, (name, where) -> S3Stores.open(buckets.settings(name, where), credentials, Map.of())));
    }

    /** Opens clients in the stack's region. */
    interface Clients {
        AwsClient open(Api api);
    }

    /**
     * How buckets are reached. Faults of the environment show when a bucket is asked for, so that they are answered for.
     *
     * @param home the function's own region
     */
    private record Buckets(Map<String, String> environment, String home) {
        /** Where no region is given, S3 is asked, which it answers for the partition that it is asked in. */
        S3Settings settings(String name, String region) {
            S3Settings settings = S3Settings.bucket(name);
            Optional<URI> endpoint = Api.configured("AWS_ENDPOINT_URL_S3", environment);
            if (endpoint.isPresent()) {
                settings = settings.at(endpoint.get());
            }
            boolean askable = !home.startsWith("cn-") && !home.startsWith("us-gov-");
            String known = !region.isEmpty() || askable ? region : home;
            return known.isEmpty() ? settings : settings.inRegion(known);
        }
    }
}
