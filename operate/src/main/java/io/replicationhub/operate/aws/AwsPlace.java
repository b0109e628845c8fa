package io.replicationhub.operate.aws;

import io.replicationhub.aws.call.Api;
import io.replicationhub.aws.credentials.AwsRegions;
import io.replicationhub.config.SettingsException;
import io.replicationhub.credentials.CredentialsReference;
import io.replicationhub.credentials.CredentialsReference.AskedBy;
import io.replicationhub.object.StorageException;
import io.replicationhub.operate.Unreachable;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where AWS is asked, and as whom.
 *
 * @param environment may name the addresses of services, as for AWS's own tools
 */
public record AwsPlace(String region, CredentialsReference credentials, Map<String, String> environment) {
    private static final List<Api> SERVICES =
            List.of(Api.SQS, Api.CLOUD_FORMATION, Api.CLOUD_WATCH, Api.ECS, Api.LAMBDA, Api.SCHEDULER, Api.SNS);
    /** Of emulators, which have a region only because requests must name one. */
    private static final String ANY_REGION = "us-east-1";

    public AwsPlace {
        environment = Map.copyOf(environment);
    }

    /**
     * @param region where a user named one; else that of the environment, of the profile, or any where an address is given
     * @param endpoint the one address of all services, such as an emulator's
     * @throws SettingsException where none of these is set
     */
    public static AwsPlace of(
            Optional<String> region,
            CredentialsReference credentials,
            Optional<URI> endpoint,
            Map<String, String> environment)
            throws SettingsException {
        Map<String, String> known = new HashMap<>(environment);
        endpoint.ifPresent(
                address -> SERVICES.forEach(service -> known.put(service.endpointVariable(), address.toString())));
        // Whoever names an address wants it, whatever else is set.
        endpoint.ifPresent(address -> known.remove("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"));
        return new AwsPlace(regionOf(region, credentials, known), credentials, known);
    }

    private static String regionOf(
            Optional<String> named, CredentialsReference credentials, Map<String, String> environment)
            throws SettingsException {
        try {
            return regions(Api.SQS, named, credentials, environment).region();
        } catch (StorageException e) {
            if (environment.containsKey(Api.SQS.endpointVariable()) || environment.containsKey("AWS_ENDPOINT_URL")) {
                return ANY_REGION;
            }
            throw new SettingsException(List.of("no region is known: say --region, or set AWS_REGION"));
        }
    }

    /** Where a service is. */
    URI endpoint(Api api) throws Unreachable {
        try {
            return api.endpoint(region, environment);
        } catch (IllegalArgumentException e) {
            throw new Unreachable(String.valueOf(e.getMessage()), e);
        }
    }

    private static AwsRegions regions(
            Api api, Optional<String> region, CredentialsReference credentials, Map<String, String> environment) {
        return new AwsRegions(api, new AskedBy(region, credentials), "", environment);
    }
}
