package io.replicationhub.storage.s3;

import io.replicationhub.config.Endpoints;
import java.net.URI;
import java.util.Locale;

/** The host names of Amazon's S3 (AWS General Reference, "Amazon S3 endpoints and quotas"). */
final class AmazonHosts {
    private AmazonHosts() {}

    static boolean isAmazon(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.endsWith(".amazonaws.com") || lower.endsWith(".amazonaws.com.cn");
    }

    static URI endpoint(String region) {
        String domain = region.startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com";
        return Endpoints.inRegion("https://s3." + region + domain, region);
    }
}
