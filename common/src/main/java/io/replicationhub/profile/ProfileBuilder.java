package io.replicationhub.profile;

import io.replicationhub.object.StoreLimits;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes a profile down: what is not said is as at Amazon S3, with Amazon's page as the source. Not thread-safe. */
final class ProfileBuilder {
    static final long KIB = 1L << 10;
    static final long MIB = 1L << 20;
    static final long GIB = 1L << 30;
    private static final String GUIDE = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/";
    private static final String API = "https://docs.aws.amazon.com/AmazonS3/latest/API/";

    private final String name;
    private final String title;
    private String scheme = "s3";
    private Fact<EndpointForm> endpoint =
            new Fact<>(new EndpointForm.Given(Optional.empty()), Fact.TRIED + "an installation's address is its own");
    private Fact<Addressing> addressing = new Fact<>(Addressing.VIRTUAL_HOST, GUIDE + "VirtualHosting.html");
    private Fact<BodyChecksum> checksums = new Fact<>(BodyChecksum.CRC32C, GUIDE + "checking-object-integrity.html");
    private Fact<Boolean> chunkedBodies =
            new Fact<>(true, "https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html");
    private Fact<MetadataText> metadataText = new Fact<>(MetadataText.RFC_2047, GUIDE + "UsingMetadata.html");
    private Fact<Consent> consent = new Fact<>(Consent.ASK, API + "API_PutObject.html");
    private Fact<ListingCall> listing = new Fact<>(ListingCall.START_AFTER, API + "API_ListObjectsV2.html");
    private Fact<KeySpelling> listedKeys = new Fact<>(KeySpelling.URL, API + "API_ListObjectsV2.html");
    private Fact<Consistency> consistency = new Fact<>(Consistency.STRONG, GUIDE + "Welcome.html#ConsistencyModel");
    private Fact<EtagMeaning> etags = new Fact<>(EtagMeaning.MD5_AND_MD5_OF_PARTS, API + "API_Object.html");
    private Fact<StoreLimits> limits = new Fact<>(StoreLimits.AMAZON_S3, GUIDE + "qfacts.html");
    private Fact<String> metadataPrefix = new Fact<>("x-amz-meta-", GUIDE + "UsingMetadata.html");
    private Fact<String> nativePrefix = new Fact<>("x-amz-meta-", GUIDE + "UsingMetadata.html");
    private Fact<Integer> maxMetadataBytes = new Fact<>(2048, GUIDE + "UsingMetadata.html");
    private Fact<StorageClasses> storageClasses = new Fact<>(
            new StorageClasses(
                    List.of(
                            "STANDARD",
                            "STANDARD_IA",
                            "ONEZONE_IA",
                            "INTELLIGENT_TIERING",
                            "GLACIER_IR",
                            "GLACIER",
                            "DEEP_ARCHIVE",
                            "REDUCED_REDUNDANCY",
                            "EXPRESS_ONEZONE"),
                    Set.of("GLACIER", "DEEP_ARCHIVE"),
                    "STANDARD"),
            GUIDE + "storage-class-intro.html");
    private Fact<Set<Feature>> features = new Fact<>(
            Collections.unmodifiableSet(EnumSet.complementOf(Feature.shortfalls())), API + "API_PutObject.html");

    ProfileBuilder(String name, String title) {
        this.name = name;
        this.title = title;
    }

    ProfileBuilder scheme(String value) {
        scheme = value;
        return this;
    }

    ProfileBuilder endpoint(EndpointForm value, String source) {
        endpoint = new Fact<>(value, source);
        return this;
    }

    ProfileBuilder addressing(Addressing value, String source) {
        addressing = new Fact<>(value, source);
        return this;
    }

    ProfileBuilder checksums(BodyChecksum value, String source) {
        checksums = new Fact<>(value, source);
        return this;
    }

    ProfileBuilder noChunkedBodies(String source) {
        chunkedBodies = new Fact<>(false, source);
        return this;
    }

    ProfileBuilder metadataText(MetadataText value, String source) {
        metadataText = new Fact<>(value, source);
        return this;
    }

    ProfileBuilder consent(Consent value, String source) {
        consent = new Fact<>(value, source);
        return this;
    }

    ProfileBuilder listing(ListingCall value, String source) {
        listing = new Fact<>(value, source);
        return this;
    }

    ProfileBuilder listedKeys(KeySpelling value, String source) {
        listedKeys = new Fact<>(value, source);
        return this;
    }

    ProfileBuilder consistency(Consistency value, String source) {
        consistency = new Fact<>(value, source);
        return this;
    }

    ProfileBuilder etags(EtagMeaning value, String source) {
        etags = new Fact<>(value, source);
        return this;
    }

    ProfileBuilder limits(StoreLimits value, String source) {
        limits = new Fact<>(value, source);
        return this;
    }

    ProfileBuilder nativePrefix(String value, String source) {
        nativePrefix = new Fact<>(value, source);
        return this;
    }

    ProfileBuilder maxMetadataBytes(int value, String source) {
        maxMetadataBytes = new Fact<>(value, source);
        return this;
    }

    ProfileBuilder storageClasses(String source, Set<String> archived, String... names) {
        storageClasses =
                new Fact<>(new StorageClasses(List.of(names), archived, names.length == 0 ? "" : names[0]), source);
        return this;
    }

    ProfileBuilder features(String source, Feature... values) {
        features = new Fact<>(Set.of(values), source);
        return this;
    }

    /** Which of Amazon's features there are is not known. */
    ProfileBuilder featuresUnknown(String why) {
        features = new Fact<>(features.value(), why);
        return this;
    }

    StoreProfile build() {
        return new StoreProfile(
                name,
                title,
                scheme,
                endpoint,
                addressing,
                checksums,
                chunkedBodies,
                metadataText,
                consent,
                listing,
                listedKeys,
                consistency,
                etags,
                limits,
                metadataPrefix,
                nativePrefix,
                maxMetadataBytes,
                storageClasses,
                features);
    }
}
