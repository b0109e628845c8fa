package io.replicationhub.config;

import java.net.URI;
import java.net.URISyntaxException;

/** What we take for the address of an endpoint. */
public final class Endpoints {
    private static final String EXPECTED = "an address such as https://s3.example.com or http://127.0.0.1:9000";

    private static final int LAST_PORT = 65_535;

    private Endpoints() {}

    /** As {@link #parse}, of a service whose requests begin at the root: a path would be left out in silence. */
    public static URI ofStore(String text) {
        URI address = parse(text);
        if (!address.getRawPath().isEmpty() && !address.getRawPath().equals("/")) {
            throw new IllegalArgumentException(EXPECTED + ", with no path in it");
        }
        return address;
    }

    /** Reads one; what is none is refused with a sentence that says what would be, and does not repeat it. */
    public static URI parse(String text) {
        URI address;
        try {
            address = new URI(text.strip());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(EXPECTED, e);
        }
        boolean web = "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
        if (!web || address.getHost() == null || address.getPort() > LAST_PORT) {
            throw new IllegalArgumentException(EXPECTED);
        }
        if (address.getUserInfo() != null || address.getQuery() != null || address.getFragment() != null) {
            throw new IllegalArgumentException(EXPECTED + ", with no user, query or fragment in it");
        }
        return address;
    }
}
