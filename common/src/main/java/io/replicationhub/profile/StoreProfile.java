package io.replicationhub.profile;

import io.replicationhub.object.StoreLimits;
import io.replicationhub.object.StoreLimits.Shortfall;
import java.net.URI;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * How one service that speaks S3 differs from the others, as data. A profile says how to reach it, how to speak to it and
 * what to expect of its answers; each fact carries its source. Immutable.
 *
 * @param name by which users choose it
 * @param title for people
 * @param scheme of URLs that choose it by themselves; {@code s3} where none does
 * @param chunkedBodies whether bodies may come as {@code aws-chunked}, with checksums after them
 * @param metadataPrefix what the names of user metadata begin with at the S3 face
 * @param nativePrefix what they begin with at the service's own face
 * @param maxMetadataBytes of names and values of user metadata together
 */
public record StoreProfile(
        String name,
        String title,
        String scheme,
        Fact<EndpointForm> endpoint,
        Fact<Addressing> addressing,
        Fact<BodyChecksum> checksums,
        Fact<Boolean> chunkedBodies,
        Fact<MetadataText> metadataText,
        Fact<Consent> consent,
        Fact<ListingCall> listing,
        Fact<KeySpelling> listedKeys,
        Fact<Consistency> consistency,
        Fact<EtagMeaning> etags,
        Fact<StoreLimits> limits,
        Fact<String> metadataPrefix,
        Fact<String> nativePrefix,
        Fact<Integer> maxMetadataBytes,
        Fact<StorageClasses> storageClasses,
        Fact<Set<Feature>> features) {
    /** As at Amazon S3 (S3 User Guide, "Categorizing your objects using tags"), and at all that have tags. */
    private static final int MAX_TAGS = 10;

    public boolean has(Feature feature) {
        return features.value().contains(feature);
    }

    /** What the service allows, with what goes along with the bytes. */
    public StoreLimits storeLimits() {
        return limits.value()
                .with(new StoreLimits.Traits(
                        maxMetadataBytes.value(),
                        maxTags(),
                        Set.copyOf(storageClasses.value().names()),
                        has(Feature.WEBSITE_REDIRECT) || !features.isConfirmed(),
                        has(Feature.TAG_COUNT) && features.isConfirmed(),
                        shortfalls()));
    }

    private Set<Shortfall> shortfalls() {
        EnumSet<Shortfall> found = EnumSet.noneOf(Shortfall.class);
        if (has(Feature.TAGS_OF_WHOLE_PUTS_ONLY)) {
            found.add(Shortfall.TAGS_OF_UPLOADS);
        }
        if (has(Feature.UNDERSCORES_BECOME_DASHES)) {
            found.add(Shortfall.UNDERSCORES_IN_NAMES);
        }
        return found;
    }

    private int maxTags() {
        return !has(Feature.TAGS) ? 0 : features.isConfirmed() ? MAX_TAGS : Integer.MAX_VALUE;
    }

    /** The service's address; empty where only the user knows it, or where the adapter finds it by itself. */
    public Optional<URI> endpointIn(Optional<String> region) {
        return endpoint.value().endpoint(region);
    }

    /** What requests are signed for: the region that the user named, that the address names, or the service's only one. */
    public Optional<String> regionAt(Optional<URI> address, Optional<String> named) {
        return named.or(() -> endpoint.value().regionAt(address));
    }

    /** What a user must name for this service to be found, as the end of a sentence; empty where enough was named. */
    public Optional<String> missing(Optional<URI> address, Optional<String> region) {
        if (address.isPresent()) {
            return Optional.empty();
        }
        return switch (endpoint.value()) {
            case EndpointForm.Found found -> Optional.empty();
            case EndpointForm.Everywhere one -> Optional.empty();
            case EndpointForm.Given given -> Optional.of("an endpoint: every " + title + " has its own");
            case EndpointForm.InRegion each ->
                region.isPresent()
                        ? Optional.empty()
                        : Optional.of("a region or an endpoint: " + title + " is at " + each.form());
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
