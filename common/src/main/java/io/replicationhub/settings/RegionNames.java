package io.replicationhub.settings;

import io.replicationhub.config.Endpoints;
import io.replicationhub.credentials.CredentialsReference;
import io.replicationhub.profile.StoreProfile;
import java.net.URI;
import java.util.Optional;

/** Names of regions that become part of an address, where no endpoint is given. */
public final class RegionNames {
    private RegionNames() {}

    /**
     * Refuses a region of which no address can be made although one must be.
     *
     * @throws IllegalArgumentException whose message says what was expected, as {@link
     *     io.replicationhub.config.SettingsReader#parsed} has it
     */
    public static void check(
            String region, Optional<URI> endpoint, Optional<StoreProfile> service, CredentialsReference credentials) {
        if (endpoint.isPresent()) {
            return;
        }
        try {
            var unused = service.flatMap(known -> known.endpointIn(Optional.of(region)));
            if (!credentials.maySayPlace()) {
                // Of what service it will be, this much is the same.
                Endpoints.inRegion("https://s3." + region + ".example.com", region);
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the name of a region, such as eu-west-1", e);
        }
    }
}
