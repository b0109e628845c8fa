package io.replicationhub.storage.s3;

/** The wire keeps the contract over S3Mock. */
final class WireOverS3MockTest extends S3MockContract {
    WireOverS3MockTest() {
        super(S3Settings.Face.WIRE);
    }
}
