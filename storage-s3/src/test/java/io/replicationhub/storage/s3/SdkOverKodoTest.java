package io.replicationhub.storage.s3;

class SdkOverKodoTest extends KodoContract {
    SdkOverKodoTest() {
        super(S3Settings.Face.SDK);
    }
}
