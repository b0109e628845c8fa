package io.replicationhub.profile;

import static io.replicationhub.profile.ProfileBuilder.GIB;
import static io.replicationhub.profile.ProfileBuilder.KIB;

import io.replicationhub.object.StoreLimits;
import java.util.Set;

/** Aliyun OSS by its S3 face; what it has in common with its own face holds for both. */
final class OssProfile {
    private static final String DOCS = "https://www.alibabacloud.com/help/en/oss/developer-reference/";
    private static final String COMPATIBILITY = DOCS + "compatibility-with-amazon-s3";
    private static final String BY_S3_SDK = DOCS + "use-amazon-s3-sdks-to-access-oss";

    private OssProfile() {}

    static StoreProfile profile() {
        return new ProfileBuilder("oss", "Aliyun OSS")
                .scheme("oss")
                .endpoint(new EndpointForm.InRegion("https://s3.oss-REGION.aliyuncs.com"), BY_S3_SDK)
                .addressing(Addressing.VIRTUAL_HOST, COMPATIBILITY)
                .checksums(BodyChecksum.NONE, BY_S3_SDK)
                .noChunkedBodies("https://github.com/iflytek/skillhub/pull/376")
                .metadataText(MetadataText.UTF_8, Fact.UNCONFIRMED + "no page says how text beyond ASCII is kept")
                .listing(ListingCall.START_AFTER, COMPATIBILITY)
                .listedKeys(KeySpelling.URL, DOCS + "listobjectsv2")
                .consistency(Consistency.STRONG, "https://www.alibabacloud.com/help/en/oss/what-is-oss")
                .etags(EtagMeaning.MD5_OF_WHOLE, COMPATIBILITY)
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
                // ListMultipartUploads, tags and versions are not among the operations of the S3 face.
                .features(COMPATIBILITY, Feature.ACL, Feature.ANONYMOUS_READS)
                .build();
    }
}
