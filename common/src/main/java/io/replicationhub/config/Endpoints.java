package io.replicationhub.config;

import java.net.URI;
import java.net.URISyntaxException;

/** What we take for the address of an endpoint. */
public final class Endpoints {
    private static final String EXPECTED = "an address such as https://s3.example.com or http://127.0.0.1:9000";

    private Endpoints() {}

    /** Reads one; what is none is refused with a sentence that says what would be, and does not repeat it. */
    public static URI parse(String text) {
        URI address;
        try {
            address = new URI(text.strip());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(EXPECTED, e);
        }
        boolean web = "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
        if (!web || address.getHost() == null) {
            throw new IllegalArgumentException(EXPECTED);
        }
        if (address.getUserInfo() != null || address.getQuery() != null || address.getFragment() != null) {
            throw new IllegalArgumentException(EXPECTED + ", with no user, query or fragment in it");
        }
        return address;
    }
}
