package io.replicationhub.profile;

import static io.replicationhub.profile.ProfileBuilder.GIB;
import static io.replicationhub.profile.ProfileBuilder.MIB;

import io.replicationhub.object.StoreLimits;
import java.util.Set;

/** Tencent Cloud's object storage, by its S3 face. A bucket's name ends in the number of its account. */
final class CosProfile {
    private static final String DOCS = "https://www.tencentcloud.com/document/product/436/";
    private static final String BY_S3_SDK = DOCS + "32537";
    private static final String LIST_OBJECTS = DOCS + "30614";
    private static final String MULTIPART = DOCS + "14112";

    private CosProfile() {}

    static StoreProfile profile() {
        return new ProfileBuilder("cos", "Tencent COS")
                .scheme("cos")
                .endpoint(new EndpointForm.InRegion("https://cos.REGION.myqcloud.com"), BY_S3_SDK)
                // Buckets made since 2024 refuse the other form.
                .addressing(Addressing.VIRTUAL_HOST, "https://cloud.tencent.com/document/faq/436/102489")
                .checksums(BodyChecksum.NONE, Fact.UNCONFIRMED + "no page names x-amz-checksum headers")
                .noChunkedBodies("https://github.com/milvus-io/milvus/pull/49979")
                .metadataText(MetadataText.UTF_8, Fact.UNCONFIRMED + "no page says how text beyond ASCII is kept")
                .consent(Consent.ASK, DOCS + "7749")
                .listing(ListingCall.MARKER, LIST_OBJECTS)
                .listedKeys(KeySpelling.URL, LIST_OBJECTS)
                .consistency(Consistency.EVENTUAL, LIST_OBJECTS)
                .etags(EtagMeaning.MD5_OF_WHOLE, "https://www.tencentcloud.com/zh/document/product/436/32467")
                // PUT and copy to 5 GB, parts of 1 MB to 5 GB, 10,000 of them, keys to 850 bytes.
                .limits(new StoreLimits(10_000L * 5 * GIB, 5 * GIB, 5 * GIB, MIB, 5 * GIB, 10_000, 850), MULTIPART)
                .nativePrefix("x-cos-meta-", DOCS + "7749")
                .maxMetadataBytes(2048, DOCS + "7749")
                .storageClasses(
                        DOCS + "30925",
                        Set.of("ARCHIVE", "DEEP_ARCHIVE", "MAZ_ARCHIVE"),
                        "STANDARD",
                        "STANDARD_IA",
                        "INTELLIGENT_TIERING",
                        "COLD",
                        "ARCHIVE",
                        "DEEP_ARCHIVE",
                        "MAZ_STANDARD",
                        "MAZ_STANDARD_IA",
                        "MAZ_INTELLIGENT_TIERING",
                        "MAZ_COLD",
                        "MAZ_ARCHIVE")
                .features(
                        DOCS + "10111",
                        Feature.TAGS,
                        Feature.TAG_COUNT,
                        Feature.VERSIONS,
                        Feature.ACL,
                        Feature.CONDITIONAL_COPY,
                        Feature.LIST_UPLOADS,
                        Feature.SSE_S3,
                        Feature.SSE_KMS,
                        Feature.ANONYMOUS_READS)
                .build();
    }
}
