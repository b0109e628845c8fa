package io.replicationhub.wire.http;

import java.net.URI;
import java.util.Locale;

/** A host to talk to, and whether by TLS. */
public record Endpoint(boolean tls, String host, int port) {
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    /**
     * Reads {@code http://host[:port]} or {@code https://host[:port]}; a path is left to the caller.
     *
     * @throws IllegalArgumentException naming what is wrong with it
     */
    public static Endpoint of(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("an endpoint begins with http:// or https://, unlike " + shown(uri));
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("an endpoint needs a host name, unlike " + shown(uri));
        }
        if (uri.getUserInfo() != null || uri.getQuery() != null || uri.getFragment() != null) {
            throw new IllegalArgumentException(
                    "an endpoint is a host and nothing more: " + scheme + "://" + uri.getHost());
        }
        boolean tls = scheme.equals("https");
        return new Endpoint(tls, uri.getHost(), uri.getPort() >= 0 ? uri.getPort() : tls ? HTTPS : HTTP);
    }

    /** Without what may be a user and a password, which of what is no address no field tells. */
    private static String shown(URI uri) {
        String text = uri.toString();
        int at = text.lastIndexOf('@');
        return at < 0 ? text : "..." + text.substring(at);
    }

    /** The Host header: the port only where it is not the scheme's own, as signatures have it. */
    public String authority() {
        return port == (tls ? HTTPS : HTTP) ? host : host + ':' + port;
    }

    /** The same under another host name of the same service. */
    public Endpoint withHost(String other) {
        return new Endpoint(tls, other, port);
    }

    @Override
    public String toString() {
        return (tls ? "https://" : "http://") + authority();
    }
}
