package io.replicationhub.profile;

import static io.replicationhub.profile.ProfileBuilder.GIB;
import static io.replicationhub.profile.ProfileBuilder.MIB;

import io.replicationhub.object.StoreLimits;
import java.util.Set;

/** Qiniu's object storage, by its S3 face. The bucket's name there is its "S3 name", which may differ from its own. */
final class KodoProfile {
    private static final String DOCS = "https://developer.qiniu.com/kodo/";
    private static final String ENDPOINTS = DOCS + "4088/s3-access-domainname";
    private static final String COMPATIBILITY = DOCS + "4087/compatible-s3-api";

    private KodoProfile() {}

    static StoreProfile profile() {
        return new ProfileBuilder("kodo", "Qiniu Kodo")
                .scheme("kodo")
                .endpoint(new EndpointForm.InRegion("https://s3.REGION.qiniucs.com"), ENDPOINTS)
                // Both are allowed; this one works with any name.
                .addressing(Addressing.PATH, ENDPOINTS)
                .checksums(BodyChecksum.NONE, Fact.UNCONFIRMED + "no page names x-amz-checksum headers")
                .noChunkedBodies(Fact.UNCONFIRMED + "no page names aws-chunked")
                .metadataText(MetadataText.UTF_8, Fact.UNCONFIRMED + "no page says how text beyond ASCII is kept")
                .listing(ListingCall.START_AFTER, COMPATIBILITY)
                .listedKeys(KeySpelling.PLAIN, COMPATIBILITY)
                .consistency(Consistency.STRONG, Fact.UNCONFIRMED + "no page says otherwise")
                .etags(EtagMeaning.OPAQUE, DOCS + "1231/appendix#qiniu-etag")
                .limits(
                        new StoreLimits(10_000L * GIB, 5 * GIB, 5 * GIB, MIB, GIB, 10_000, 750),
                        DOCS + "7458/kodo-api-feature")
                .nativePrefix("x-qn-meta-", DOCS + "1252/chgm")
                .maxMetadataBytes(2048, Fact.UNCONFIRMED + "as at Amazon S3")
                .storageClasses(
                        COMPATIBILITY,
                        Set.of("GLACIER", "DEEP_ARCHIVE"),
                        "STANDARD",
                        "LINE",
                        "INTELLIGENT_TIERING",
                        "GLACIER_IR",
                        "GLACIER",
                        "DEEP_ARCHIVE")
                // Neither object tags nor versions, conditional copies or encryption are on that page.
                .features(COMPATIBILITY, Feature.LIST_UPLOADS)
                .build();
    }
}
