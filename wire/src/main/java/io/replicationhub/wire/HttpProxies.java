package io.replicationhub.wire;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The proxy that the environment names for an endpoint: {@code HTTPS_PROXY} or {@code HTTP_PROXY}, by the endpoint's
 * scheme, unless {@code NO_PROXY} names the host or a domain above it, or the host is this machine. Names in lower case
 * count before those in capitals, as in curl.
 */
public final class HttpProxies {
    private HttpProxies() {}

    /**
     * Finds it.
     *
     * @throws IllegalArgumentException where the variable holds no URL; its value may hold a password and is not shown
     */
    public static Optional<URI> forEndpoint(URI endpoint, Map<String, String> environment) {
        String variable = endpoint.getScheme().toLowerCase(Locale.ROOT) + "_proxy";
        String value = value(environment, variable);
        String host = endpoint.getHost().toLowerCase(Locale.ROOT);
        if (value.isEmpty() || isLocal(host) || isExempt(host, value(environment, "no_proxy"))) {
            return Optional.empty();
        }
        try {
            URI proxy = URI.create(value.contains("://") ? value : "http://" + value);
            if (proxy.getHost() != null) {
                return Optional.of(proxy);
            }
        } catch (IllegalArgumentException e) {
            // Said below, without the value.
        }
        throw new IllegalArgumentException(
                variable.toUpperCase(Locale.ROOT) + " is set, but not to the URL of a proxy");
    }

    /** The proxy's address alone, fit to be shown. */
    public static URI withoutUser(URI proxy) {
        String port = proxy.getPort() < 0 ? "" : ":" + proxy.getPort();
        return URI.create(proxy.getScheme() + "://" + proxy.getHost() + port);
    }

    private static String value(Map<String, String> environment, String name) {
        String lower = environment.getOrDefault(name, "").strip();
        return lower.isEmpty()
                ? environment.getOrDefault(name.toUpperCase(Locale.ROOT), "").strip()
                : lower;
    }

    private static boolean isLocal(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    private static boolean isExempt(String host, String exemptions) {
        int start = 0;
        while (start <= exemptions.length()) {
            int comma = exemptions.indexOf(',', start);
            int end = comma < 0 ? exemptions.length() : comma;
            String entry = exemptions.substring(start, end).strip().toLowerCase(Locale.ROOT);
            String domain =
                    entry.startsWith("*.") ? entry.substring(2) : entry.startsWith(".") ? entry.substring(1) : entry;
            if (entry.equals("*") || !domain.isEmpty() && (host.equals(domain) || host.endsWith('.' + domain))) {
                return true;
            }
            start = end + 1;
        }
        return false;
    }
}
