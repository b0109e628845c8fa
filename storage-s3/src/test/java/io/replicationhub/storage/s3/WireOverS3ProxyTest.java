package io.replicationhub.storage.s3;

/** The wire keeps the contract over s3proxy. */
final class WireOverS3ProxyTest extends S3ProxyContract {
    WireOverS3ProxyTest() {
        super(S3Settings.Face.WIRE);
    }
}
