package io.replicationhub.config;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a store is asked for its buckets.
 *
 * @param endpoint empty for Amazon's own
 * @param region as it was named; it says in which part of AWS a bucket is
 */
public record StoreAddress(Optional<URI> endpoint, Optional<String> region) {
    private static final Pattern OF_S3 = Pattern.compile("(^|\\.)s3[.-]");
    private static final Pattern OF_OSS = Pattern.compile("(^|\\.)oss-");

    /** What the names of a service's hosts end with; a bucket's name is the same bucket at all of them. */
    private enum Service {
        AMAZON(".amazonaws.com"),
        /** Bucket names are of each part of AWS (Amazon S3 User Guide, "General purpose bucket naming rules"). */
        AMAZON_IN_CHINA(".amazonaws.com.cn"),
        AMAZON_FOR_GOVERNMENT(".amazonaws.com"),
        /** Inside, outside and accelerated (OSS documentation, "Bucket naming conventions"). */
        ALIYUN(".aliyuncs.com");

        private final String domain;

        Service(String domain) {
            this.domain = domain;
        }
    }

    /** Whether one server is asked at both, as far as names tell. */
    public boolean isOf(StoreAddress other) {
        return endpoint.isPresent() && other.endpoint.isPresent()
                ? Endpoints.areOne(endpoint.get(), other.endpoint.get())
                : endpoint.isEmpty() && other.endpoint.isEmpty();
    }

    /** Whether a bucket may be the same at both: one server by another name, or one service at another address of it. */
    public boolean mayBe(StoreAddress other) {
        Optional<Service> ours = service();
        Optional<Service> theirs = other.service();
        if (ours.isPresent() && theirs.isPresent()) {
            return ours.equals(theirs);
        }
        return endpoint.isPresent() && other.endpoint.isPresent()
                ? Endpoints.mayBeOne(endpoint.get(), other.endpoint.get())
                // Somewhere at Amazon's: in which part of AWS nobody has said yet.
                : (isAmazons() && other.isAmazons());
    }

    private boolean isAmazons() {
        return endpoint.isEmpty()
                || service().filter(known -> known != Service.ALIYUN).isPresent();
    }

    private Optional<Service> service() {
        if (endpoint.isEmpty()) {
            return region.map(StoreAddress::amazonIn);
        }
        String host = endpoint.get().getHost().toLowerCase(Locale.ROOT);
        if (host.endsWith(Service.ALIYUN.domain)) {
            return Optional.of(Service.ALIYUN)
                    .filter(any -> OF_OSS.matcher(host).find());
        }
        // Load balancers and machines of customers have names there, too.
        if (!OF_S3.matcher(host).find()) {
            return Optional.empty();
        }
        if (host.endsWith(Service.AMAZON_IN_CHINA.domain)) {
            return Optional.of(Service.AMAZON_IN_CHINA);
        }
        return host.endsWith(Service.AMAZON.domain)
                ? Optional.of(host.contains("us-gov-") ? Service.AMAZON_FOR_GOVERNMENT : Service.AMAZON)
                : Optional.empty();
    }

    private static Service amazonIn(String region) {
        if (region.startsWith("cn-")) {
            return Service.AMAZON_IN_CHINA;
        }
        return region.startsWith("us-gov-") ? Service.AMAZON_FOR_GOVERNMENT : Service.AMAZON;
    }
}
