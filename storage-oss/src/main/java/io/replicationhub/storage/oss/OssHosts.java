package io.replicationhub.storage.oss;

import io.replicationhub.config.Endpoints;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * The names of OSS's regions and hosts. Source: OSS documentation, "Regions and endpoints" and "Access OSS by using
 * endpoints and bucket domain names".
 */
final class OssHosts {
    private static final String SUFFIX = ".aliyuncs.com";
    private static final String PREFIX = "oss-";
    private static final String INTERNAL = "-internal";
    private static final String ACCELERATED = "accelerate";

    private OssHosts() {}

    /** The region as signatures name it: {@code oss-cn-hangzhou} and {@code cn-hangzhou} are one. */
    static String region(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.startsWith(PREFIX) ? lower.substring(PREFIX.length()) : lower;
    }

    static URI endpoint(String region) {
        return Endpoints.inRegion("https://" + PREFIX + region(region) + SUFFIX, region);
    }

    /** The region that an endpoint's name tells; none for accelerated ones, which serve all, and for names of one's own. */
    static Optional<String> regionOf(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        if (!lower.startsWith(PREFIX) || !lower.endsWith(SUFFIX)) {
            return Optional.empty();
        }
        String name = lower.substring(PREFIX.length(), lower.length() - SUFFIX.length());
        String region = name.endsWith(INTERNAL) ? name.substring(0, name.length() - INTERNAL.length()) : name;
        boolean plain = region.indexOf('.') < 0 && !region.startsWith(ACCELERATED) && !region.isEmpty();
        return plain ? Optional.of(region) : Optional.empty();
    }
}
