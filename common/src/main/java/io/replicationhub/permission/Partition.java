package io.replicationhub.permission;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** A part of AWS whose ARNs begin alike. Source: AWS General Reference, "Amazon Resource Names (ARNs)". */
public enum Partition {
    AWS("aws", "amazonaws.com", "us-east-1"),
    CHINA("aws-cn", "amazonaws.com.cn", "cn-north-1"),
    US_GOV("aws-us-gov", "amazonaws.com", "us-gov-west-1");

    private final String id;
    private final String domain;
    private final String firstRegion;

    Partition(String id, String domain, String firstRegion) {
        this.id = id;
        this.domain = domain;
        this.firstRegion = firstRegion;
    }

    /** That of a region; an empty name is none of China's or the government's. */
    public static Partition of(String region) {
        if (region.startsWith("cn-")) {
            return CHINA;
        }
        return region.startsWith("us-gov-") ? US_GOV : AWS;
    }

    /** That of a region that was set, else of an address, else of where the program runs. */
    public static Partition of(Optional<String> region, Optional<URI> endpoint, Map<String, String> environment) {
        boolean china = endpoint.map(URI::getHost)
                .filter(host -> host.endsWith('.' + CHINA.domain))
                .isPresent();
        return region.isEmpty() && china
                ? CHINA
                : region.map(Partition::of).or(() -> here(environment)).orElse(AWS);
    }

    /** That of where the program runs; empty where nothing says so. */
    public static Optional<Partition> here(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("AWS_REGION"))
                .or(() -> Optional.ofNullable(environment.get("AWS_DEFAULT_REGION")))
                .map(Partition::of);
    }

    /** As it stands in an ARN. */
    public String id() {
        return id;
    }

    /** The region that is asked where no other is known. */
    public String firstRegion() {
        return firstRegion;
    }

    /** What the host names of its services end with. */
    public String domain() {
        return domain;
    }

    /** {@code arn:aws:SERVICE:REGION:ACCOUNT:RESOURCE}. */
    public String arn(String service, String region, String account, String resource) {
        return "arn:" + id + ':' + service + ':' + region + ':' + account + ':' + resource;
    }
}
