package io.replicationhub.bench;

import io.replicationhub.storage.s3.S3Settings;

/** The lean server keeps the contract for the AWS SDK, with its chunked bodies and trailers. */
final class SdkOverLeanS3Test extends LeanS3Contract {
    SdkOverLeanS3Test() {
        super(S3Settings.Face.SDK);
    }
}
