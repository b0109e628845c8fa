package io.replicationhub.storage.s3;

import io.replicationhub.localservers.LocalS3Kind;
import io.replicationhub.profile.Profiles;
import io.replicationhub.testkit.contract.BucketServer;
import io.replicationhub.testkit.contract.Capability;
import io.replicationhub.testkit.contract.ServedStoreContract;
import java.util.Map;

/** The contract over the profile of Ceph and a real radosgw, where it is installed; by one face of the adapter. */
abstract class CephContract extends ServedStoreContract {
    private final S3Settings.Face face;

    CephContract(S3Settings.Face face) {
        this.face = face;
    }

    @Override
    protected BucketServer start() {
        return Served.by(settings -> settings.by(face).as(Profiles.CEPH), Served.start(LocalS3Kind.CEPH, who()));
    }

    @Override
    public Map<Capability, String> lacking() {
        return Map.ofEntries(
                Map.entry(Capability.CHECKSUMS_CHECKED, "radosgw 16 does not look at x-amz-checksum; none is sent"),
                Map.entry(Capability.PART_CHECKSUMS_CHECKED, "radosgw 16 does not look at x-amz-checksum"),
                Map.entry(Capability.COPY_PINNED, "radosgw 16 does not heed x-amz-copy-source-if-match"),
                Map.entry(Capability.PART_COPY_PINNED, "radosgw 16 does not heed x-amz-copy-source-if-match"),
                Map.entry(Capability.FIRST_PART_SIZE, "radosgw 16 does not know partNumber"),
                Map.entry(Capability.SECOND_COMPLETE_REFUSED, "radosgw 16 completes again"),
                Map.entry(Capability.UNKNOWN_UPLOAD_NAMED, "radosgw 16 answers 500, already in progress"),
                Map.entry(Capability.COMPLETE_ETAG, "radosgw 16 names none in a completion's answer"),
                Map.entry(Capability.PARTS_LEFT_OUT, "radosgw 16 wants every part that was sent"),
                Map.entry(Capability.TAGS_OF_UPLOADS, "radosgw 16 passes over x-amz-tagging with an upload"),
                Map.entry(Capability.TAGS_OF_COPIES, "radosgw 16 does not heed x-amz-tagging-directive"),
                Map.entry(Capability.UNDERSCORES_IN_METADATA_NAMES, "radosgw makes dashes of them"),
                Map.entry(Capability.LIMITS_CHECKED, "radosgw 16 takes more than 2 KB of user metadata"),
                Map.entry(Capability.STORAGE_CLASSES, "this installation has STANDARD alone"),
                Map.entry(
                        Capability.CONTROL_CHARACTERS_IN_KEYS,
                        "radosgw 16 encodes keys, but neither prefix nor markers, and XML has no form for them"),
                Map.entry(
                        Capability.LONGEST_KEYS,
                        "radosgw 16 answers the completion of an upload with a broken document"));
    }
}
