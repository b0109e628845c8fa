package io.replicationhub.profile;

import java.util.Set;

/** A server of unknown make that speaks S3: what s3proxy, S3Mock, LocalStack and radosgw have in common. */
final class CompatibleProfile {
    private static final String SURVEY = Fact.TRIED + "the servers of docs/test-servers.md";
    private static final String UNKNOWN = Fact.UNCONFIRMED + "of a server of unknown make; found out by asking";

    private CompatibleProfile() {}

    static StoreProfile profile() {
        return new ProfileBuilder("s3", "S3-compatible")
                .addressing(Addressing.PATH, SURVEY)
                .checksums(BodyChecksum.CRC32C, SURVEY)
                .metadataText(MetadataText.UTF_8, SURVEY)
                .maxMetadataBytes(Integer.MAX_VALUE, UNKNOWN)
                .storageClasses(UNKNOWN, Set.of())
                .featuresUnknown(UNKNOWN)
                .build();
    }
}
