package io.replicationhub.aws.credentials;

import io.replicationhub.aws.call.Api;
import io.replicationhub.credentials.CredentialsReference;
import io.replicationhub.credentials.CredentialsReference.AskedBy;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.StorageException;
import io.replicationhub.permission.Partition;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;

/**
 * In which region a service is asked.
 *
 * @param resource what is asked for; its ARN, where it is one, names a partition and mostly a region
 */
public record AwsRegions(Api api, AskedBy asked, String resource, Map<String, String> environment) {
    private static final int ARN_PARTITION = 1;
    private static final int ARN_REGION = 3;
    /** Where STS is asked for roles of a partition when nothing else is said. */
    private static final Map<String, String> FIRST_REGIONS =
            Stream.of(Partition.values()).collect(Collectors.toMap(Partition::id, Partition::firstRegion));

    /**
     * The region: that of the reference, of the ARN, of {@code AWS_REGION} or {@code AWS_DEFAULT_REGION}, of the profile;
     * for a role, any of its partition.
     */
    public String region() throws StorageException {
        Optional<String> set = asked.region().or(() -> ofArn(ARN_REGION));
        if (set.isPresent()) {
            return set.get();
        }
        Predicate<String> fits = region -> ofArn(ARN_PARTITION)
                .map(partition -> partition.equals(Partition.of(region).id()))
                .orElse(true);
        return Optional.of(environment.getOrDefault("AWS_REGION", ""))
                .filter(region -> !region.isBlank())
                .or(() -> Optional.of(environment.getOrDefault("AWS_DEFAULT_REGION", "")))
                .filter(region -> !region.isBlank())
                .or(this::ofProfile)
                .filter(fits)
                .or(() -> ofArn(ARN_PARTITION).map(FIRST_REGIONS::get))
                .orElseThrow(() -> new StorageException.Denied(
                        FailureScope.CREDENTIALS,
                        api.title() + " cannot be asked for " + resource
                                + ": no region is known; set AWS_REGION, or put ?region=REGION behind the name",
                        null));
    }

    private Optional<String> ofArn(int field) {
        String[] fields = resource.split(":", -1);
        return resource.startsWith("arn:") && fields.length > ARN_REGION
                ? Optional.of(fields[field]).filter(name -> !name.isEmpty())
                : Optional.empty();
    }

    private Optional<String> ofProfile() {
        try {
            AwsProfileRegionProvider provider = asked.from() instanceof CredentialsReference.Profile profile
                    ? new AwsProfileRegionProvider(null, profile.name())
                    : new AwsProfileRegionProvider();
            return Optional.ofNullable(provider.getRegion()).map(Region::id);
        } catch (SdkException | IllegalStateException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
