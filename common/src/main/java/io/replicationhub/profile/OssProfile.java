package io.replicationhub.profile;

import static io.replicationhub.profile.ProfileBuilder.GIB;
import static io.replicationhub.profile.ProfileBuilder.KIB;

import io.replicationhub.object.StoreLimits;
import java.util.Set;

/** Aliyun OSS by its own face; it is not spoken to by its S3 face, which lacks tags, versions and uploads under way. */
final class OssProfile {
    private static final String DOCS = "https://www.alibabacloud.com/help/en/oss/developer-reference/";
    private static final String GUIDE = "https://www.alibabacloud.com/help/en/oss/user-guide/";

    private OssProfile() {}

    static StoreProfile profile() {
        return new ProfileBuilder("oss", "Aliyun OSS")
                .scheme("oss")
                .endpoint(new EndpointForm.InRegion("https://oss-REGION.aliyuncs.com"), GUIDE + "regions-and-endpoints")
                .addressing(Addressing.VIRTUAL_HOST, GUIDE + "oss-domain-names")
                .checksums(BodyChecksum.NONE, DOCS + "putobject")
                .noChunkedBodies("https://github.com/iflytek/skillhub/pull/376")
                .metadataText(MetadataText.UTF_8, Fact.UNCONFIRMED + "no page says how text beyond ASCII is kept")
                .listing(ListingCall.START_AFTER, DOCS + "listobjectsv2")
                .listedKeys(KeySpelling.URL, DOCS + "listobjectsv2")
                .consistency(Consistency.STRONG, "https://www.alibabacloud.com/help/en/oss/what-is-oss")
                .etags(EtagMeaning.MD5_OF_WHOLE, DOCS + "putobject")
                // CopyObject to 1 GB where the class changes: taken as the limit for all.
                .limits(
                        new StoreLimits(10_000L * 5 * GIB, 5 * GIB, GIB, 100 * KIB, 5 * GIB, 10_000, 1_023),
                        DOCS + "completemultipartupload")
                .nativePrefix("x-oss-meta-", DOCS + "putobject")
                .maxMetadataBytes(8192, DOCS + "putobject")
                .storageClasses(
                        DOCS + "putobject",
                        Set.of("Archive", "ColdArchive", "DeepColdArchive"),
                        "Standard",
                        "IA",
                        "Archive",
                        "ColdArchive",
                        "DeepColdArchive")
                .features(
                        DOCS + "list-of-operations-by-function",
                        Feature.TAGS,
                        Feature.TAG_COUNT,
                        Feature.VERSIONS,
                        Feature.ACL,
                        Feature.CONDITIONAL_COPY,
                        Feature.LIST_UPLOADS,
                        Feature.SSE_S3,
                        Feature.SSE_KMS,
                        Feature.REQUESTER_PAYS,
                        Feature.ANONYMOUS_READS)
                .build();
    }
}
