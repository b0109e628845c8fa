package io.replicationhub.storage.s3;

class WireOverCosTest extends CosContract {
    WireOverCosTest() {
        super(S3Settings.Face.WIRE);
    }
}
