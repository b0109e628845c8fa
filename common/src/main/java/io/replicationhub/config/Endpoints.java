package io.replicationhub.config;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What we take for the address of an endpoint. */
public final class Endpoints {
    private static final String EXPECTED = "an address such as https://s3.example.com or http://127.0.0.1:9000";

    private static final Pattern REGION = Pattern.compile("[A-Za-z0-9_-]+");

    private static final int LAST_PORT = 65_535;

    private Endpoints() {}

    /** What this machine calls itself. */
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "::1", "0.0.0.0", "::");

    /** Whether both are one server, however it is spelled. Names are not looked up. */
    public static boolean areOne(URI one, URI other) {
        return origin(one, host(one)).equals(origin(other, host(other)));
    }

    /**
     * Whether both may be one server: where nothing else speaks for it, all names of this machine lead to the same one. Two
     * servers may share a port of it all the same, one for each address, so this is for caution alone.
     */
    public static boolean mayBeOne(URI one, URI other) {
        return origin(one, machine(one)).equals(origin(other, machine(other)));
    }

    private static String origin(URI endpoint, String host) {
        String scheme = endpoint.getScheme().toLowerCase(Locale.ROOT);
        int port = endpoint.getPort() >= 0 ? endpoint.getPort() : scheme.equals("https") ? 443 : 80;
        return scheme + "://" + host + ":" + port;
    }

    private static String machine(URI endpoint) {
        String host = host(endpoint);
        return THIS_MACHINE.contains(host) ? "localhost" : host;
    }

    private static String host(URI endpoint) {
        String host = endpoint.getHost().toLowerCase(Locale.ROOT);
        if (host.startsWith("[")) {
            return address(host.substring(1, host.length() - 1));
        }
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    /** An address has many spellings. */
    private static String address(String literal) {
        try {
            // Of a literal nobody is asked.
            InetAddress address = InetAddress.getByName("[" + literal + "]");
            String text = address.getHostAddress();
            return text.equals("0:0:0:0:0:0:0:1") ? "::1" : text.equals("0:0:0:0:0:0:0:0") ? "::" : text;
        } catch (UnknownHostException e) {
            return literal;
        }
    }

    /** As {@link #parse}, of a service whose requests begin at the root: a path would be left out in silence. */
    public static URI ofStore(String text) {
        URI address = parse(text);
        if (!address.getRawPath().isEmpty() && !address.getRawPath().equals("/")) {
            throw new IllegalArgumentException(EXPECTED + ", with no path in it");
        }
        return address;
    }

    /**
     * An address with the name of a region in its host.
     *
     * @throws IllegalArgumentException where no host can be called so, or where it would be another one
     */
    public static URI inRegion(String address, String region) {
        try {
            URI uri = new URI(address);
            if (uri.getHost() != null && REGION.matcher(region).matches()) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Told below.
        }
        throw new IllegalArgumentException(
                "the region must be one that can stand in the name of a host, such as eu-west-1" + Secrets.was(region));
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
