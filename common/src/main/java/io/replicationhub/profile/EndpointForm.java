package io.replicationhub.profile;

import io.replicationhub.config.Endpoints;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a service is. */
public sealed interface EndpointForm {
    /** What stands for the region in a form. */
    String REGION = "REGION";

    /** The adapter finds address and region by itself. */
    record Found() implements EndpointForm {}

    /**
     * Only the user knows.
     *
     * @param region what requests are signed for where the user names none; empty where the service has regions
     */
    record Given(Optional<String> region) implements EndpointForm {}

    /**
     * One address for each region.
     *
     * @param form with {@code REGION} in its host name
     */
    record InRegion(String form) implements EndpointForm {
        private static final String SCHEME = "https://";

        public InRegion {
            if (!form.startsWith(SCHEME) || !form.contains(REGION)) {
                throw new IllegalArgumentException("not an address with a region: " + form);
            }
        }

        private Optional<String> regionIn(String host) {
            String pattern = Pattern.quote(form.substring(SCHEME.length())).replace(REGION, "\\E([a-z0-9-]+)\\Q");
            Matcher matcher = Pattern.compile(pattern).matcher(host);
            return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
        }
    }

    /** One address for all regions, and one region to sign for. */
    record Everywhere(URI address, String region) implements EndpointForm {}

    /** The address of the service in a region; empty where the user or the adapter knows it, or the region is missing. */
    default Optional<URI> endpoint(Optional<String> region) {
        return switch (this) {
            case Found found -> Optional.empty();
            case Given given -> Optional.empty();
            case InRegion each ->
                region.map(name -> Endpoints.inRegion(each.form().replace(REGION, name), name));
            case Everywhere one -> Optional.of(one.address());
        };
    }

    /** What requests to an address are signed for, where the user names no region. */
    default Optional<String> regionAt(Optional<URI> address) {
        return switch (this) {
            case Found found -> Optional.empty();
            case Given given -> given.region();
            case InRegion each -> address.map(URI::getHost).flatMap(each::regionIn);
            case Everywhere one -> Optional.of(one.region());
        };
    }
}
