package io.replicationhub.storage.s3;

import org.junit.jupiter.api.Tag;

/** The SDK keeps the contract over S3Mock. */
@Tag("slow")
final class SdkOverS3MockTest extends S3MockContract {
    SdkOverS3MockTest() {
        super(S3Settings.Face.SDK);
    }
}
