package io.replicationhub.storage.s3;

/** The SDK keeps the contract over s3proxy. */
final class SdkOverS3ProxyTest extends S3ProxyContract {
    SdkOverS3ProxyTest() {
        super(S3Settings.Face.SDK);
    }
}
