package io.replicationhub.storage.s3;

/** The SDK keeps the contract over an endpoint that the environment names. */
final class SdkOverNamedEndpointTest extends NamedEndpointContract {
    SdkOverNamedEndpointTest() {
        super(S3Settings.Face.SDK);
    }
}
