package io.replicationhub.cli;

import io.replicationhub.localservers.LocalS3Kind;
import org.junit.jupiter.api.Tag;

/** Over a real radosgw, where it is installed. */
@Tag("slow")
@Tag("ceph")
class CephVersionsTest extends VersionsContract {
    CephVersionsTest() {
        super(LocalS3Kind.CEPH);
    }
}
