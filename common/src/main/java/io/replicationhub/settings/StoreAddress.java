package io.replicationhub.settings;

import io.replicationhub.config.Endpoints;
import io.replicationhub.permission.Partition;
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
    /** Load balancers and machines of customers have names of Amazon's, too. */
    private static final Pattern OF_S3 = Pattern.compile("(^|\\.)s3[.-](.*\\.)?amazonaws\\.com(\\.cn)?$");

    private static final Pattern OF_OSS = Pattern.compile("(^|\\.)oss-(.*\\.)?aliyuncs\\.com$");

    /** Whether one server is asked at both, as far as names tell. */
    public boolean isOf(StoreAddress other) {
        return endpoint.isPresent() && other.endpoint.isPresent()
                ? Endpoints.areOne(endpoint.get(), other.endpoint.get())
                : endpoint.isEmpty() && other.endpoint.isEmpty();
    }

    /**
     * Whether a bucket may be the same at both: one server by another name, or one service at another address of it. Names
     * of buckets are OSS's everywhere (OSS documentation, "Bucket naming conventions"), and those of each part of AWS
     * (Amazon S3 User Guide, "General purpose bucket naming rules").
     */
    public boolean mayBe(StoreAddress other) {
        if (isOf(OF_OSS) && other.isOf(OF_OSS)) {
            return true;
        }
        if (isAmazons() && other.isAmazons()) {
            return partition().isEmpty()
                    || other.partition().isEmpty()
                    || partition().equals(other.partition());
        }
        return endpoint.isPresent()
                && other.endpoint.isPresent()
                && Endpoints.mayBeOne(endpoint.get(), other.endpoint.get());
    }

    private boolean isAmazons() {
        return endpoint.isEmpty() || isOf(OF_S3);
    }

    private boolean isOf(Pattern service) {
        return endpoint.isPresent() && service.matcher(host(endpoint.get())).find();
    }

    /** The part of AWS; empty where nobody has said yet. */
    private Optional<Partition> partition() {
        return endpoint.map(address -> {
                    String host = host(address);
                    return host.endsWith('.' + Partition.CHINA.domain())
                            ? Partition.CHINA
                            : host.contains("us-gov-") ? Partition.US_GOV : Partition.AWS;
                })
                .or(() -> region.map(Partition::of));
    }

    private static String host(URI address) {
        return address.getHost().toLowerCase(Locale.ROOT);
    }
}
