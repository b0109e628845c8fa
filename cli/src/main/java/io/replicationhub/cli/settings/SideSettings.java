package io.replicationhub.cli.settings;

import io.replicationhub.credentials.CredentialsReference;
import io.replicationhub.credentials.StorePlace;
import io.replicationhub.permission.Partition;
import io.replicationhub.profile.Profiles;
import io.replicationhub.profile.StoreProfile;
import io.replicationhub.settings.StoreAddress;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * One side of a run: where it is and who asks.
 *
 * @param endpoint as the user named it
 * @param profile how the service differs from Amazon S3; where empty, the endpoint tells
 * @param requesterPays whether each request says that we pay for it
 */
public record SideSettings(
        Location location,
        Optional<URI> endpoint,
        Optional<String> region,
        Optional<StoreProfile> profile,
        CredentialsReference credentials,
        boolean requesterPays) {

    /** What is taken for the service. */
    public StoreProfile service() {
        return Profiles.of(profile, endpoint.isPresent() || credentials.maySayPlace());
    }

    private StoreAddress address() {
        return new StoreAddress(endpoint.or(() -> profile.flatMap(service -> service.endpointIn(region))), region);
    }

    /** What must still be named for the service to be found, as the end of a sentence. */
    public Optional<String> missing() {
        return profile.flatMap(service -> service.missing(endpoint, region));
    }

    /** Whether both name one bucket of one store, as far as names tell. */
    boolean isSameBucketAs(SideSettings other) {
        return location.bucket().equals(other.location.bucket())
                && address().mayBe(other.address())
                && (endpoint.isPresent() && other.endpoint.isPresent() || !placeMayDifferFrom(other));
    }

    /** With what stands beside the credentials where nothing was set. */
    public SideSettings at(StorePlace place) {
        return new SideSettings(
                location, endpoint.or(place::endpoint), region.or(place::region), profile, credentials, requesterPays);
    }

    private boolean placeMayDifferFrom(SideSettings other) {
        return (credentials.maySayPlace() || other.credentials.maySayPlace()) && !credentials.equals(other.credentials);
    }

    /** Whether one server is asked for both. */
    public boolean isAtSameEndpointAs(SideSettings other) {
        return address().isOf(other.address());
    }

    /** The part of AWS that it is in. */
    public Partition partition(Map<String, String> environment) {
        return Partition.of(region, endpoint, environment);
    }
}
