package io.replicationhub.cli.settings;

import io.replicationhub.credentials.CredentialsReference;
import java.net.URI;
import java.util.Optional;

/** One side of a run: where it is and who asks. */
public record SideSettings(
        Location location, Optional<URI> endpoint, Optional<String> region, CredentialsReference credentials) {

    /** Whether both name one bucket of one store, as far as names tell. */
    boolean isSameBucketAs(SideSettings other) {
        return location.bucket().equals(other.location.bucket()) && isAtSameEndpointAs(other);
    }

    public boolean isAtSameEndpointAs(SideSettings other) {
        return endpoint.map(SideSettings::origin).equals(other.endpoint.map(SideSettings::origin));
    }

    private static String origin(URI endpoint) {
        int port = endpoint.getPort();
        String scheme = endpoint.getScheme().toLowerCase(java.util.Locale.ROOT);
        int effective = port >= 0 ? port : scheme.equals("https") ? 443 : 80;
        return scheme + "://" + endpoint.getHost().toLowerCase(java.util.Locale.ROOT) + ":" + effective;
    }
}
