package io.replicationhub.storage.s3;

import org.junit.jupiter.api.Tag;

@Tag("slow")
class SdkOverCephTest extends CephContract {
    SdkOverCephTest() {
        super(S3Settings.Face.SDK);
    }
}
