package io.replicationhub.storage.s3;

import org.junit.jupiter.api.Tag;

@Tag("slow")
@Tag("ceph")
class WireOverCephTest extends CephContract {
    WireOverCephTest() {
        super(S3Settings.Face.WIRE);
    }
}
