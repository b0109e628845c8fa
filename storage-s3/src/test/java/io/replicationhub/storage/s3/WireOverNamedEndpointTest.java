package io.replicationhub.storage.s3;

/** The wire keeps the contract over an endpoint that the environment names. */
final class WireOverNamedEndpointTest extends NamedEndpointContract {
    WireOverNamedEndpointTest() {
        super(S3Settings.Face.WIRE);
    }
}
