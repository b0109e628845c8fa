package io.replicationhub.storage.s3;

class WireOverKodoTest extends KodoContract {
    WireOverKodoTest() {
        super(S3Settings.Face.WIRE);
    }
}
