package io.replicationhub.profile;

import java.util.Set;

/** Ceph's object gateway, radosgw. */
final class CephProfile {
    private static final String TRIED = Fact.TRIED + "radosgw 16.2.15 (docs/test-servers.md)";
    private static final String API = "https://docs.ceph.com/en/tentacle/radosgw/s3/";

    private CephProfile() {}

    static StoreProfile profile() {
        return new ProfileBuilder("ceph", "Ceph object gateway")
                .addressing(Addressing.PATH, API + "commons/")
                // It takes the header and does not look at it.
                .checksums(BodyChecksum.NONE, TRIED)
                .noChunkedBodies(TRIED)
                // After a refusal it takes what comes next on the connection for the body.
                .consent(Consent.PRESUME, TRIED)
                .metadataText(MetadataText.UTF_8, TRIED)
                .etags(EtagMeaning.MD5_AND_MD5_OF_PARTS, TRIED)
                .storageClasses("https://docs.ceph.com/en/tentacle/radosgw/placement/#storage-classes", Set.of())
                .features(
                        API,
                        Feature.TAGS,
                        Feature.TAG_COUNT,
                        Feature.VERSIONS,
                        Feature.ACL,
                        Feature.LIST_UPLOADS,
                        Feature.WEBSITE_REDIRECT,
                        Feature.ANONYMOUS_READS,
                        Feature.CONDITIONAL_PUT,
                        // These three are tried: radosgw 16.2.15 (docs/test-servers.md).
                        Feature.UPLOADS_ENCODED_UNSAID,
                        Feature.TAGS_OF_WHOLE_PUTS_ONLY,
                        Feature.UNDERSCORES_BECOME_DASHES)
                .build();
    }
}
