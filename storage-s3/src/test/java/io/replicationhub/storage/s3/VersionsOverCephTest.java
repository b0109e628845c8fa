package io.replicationhub.storage.s3;

import io.replicationhub.localservers.AccessKey;
import io.replicationhub.localservers.BucketOwner;
import io.replicationhub.localservers.LocalS3;
import io.replicationhub.localservers.LocalS3Kind;
import io.replicationhub.profile.Profiles;
import io.replicationhub.testkit.contract.BucketServer;
import io.replicationhub.testkit.contract.ServedVersionsContract;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** The contract of versions over the wire to a real radosgw, where it is installed. */
@Tag("slow")
@Tag("ceph")
class VersionsOverCephTest extends ServedVersionsContract {
    private LocalS3 server;

    @Override
    protected BucketServer start() {
        server = Served.start(LocalS3Kind.CEPH, who());
        return Served.by(settings -> settings.as(Profiles.CEPH), server);
    }

    @Override
    protected void keepVersions(String bucket) {
        new BucketOwner(server.endpoint(), new AccessKey(who().accessKey(), who().secretKey()))
                .setVersioning(bucket, BucketVersioningStatus.ENABLED);
    }

    @Override
    protected Optional<String> stacksNoMarkers() {
        return Optional.of("radosgw 16 leaves one delete marker, however often a deleted object is deleted");
    }

    @Override
    protected Optional<String> goesOnBeforeKeys() {
        return Optional.of("radosgw 16 takes a key-marker without a version-id-marker for the place before the key");
    }
}
