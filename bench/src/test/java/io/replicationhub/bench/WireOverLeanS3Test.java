package io.replicationhub.bench;

import io.replicationhub.storage.s3.S3Settings;

/** The lean server keeps the contract for our wire. */
final class WireOverLeanS3Test extends LeanS3Contract {
    WireOverLeanS3Test() {
        super(S3Settings.Face.WIRE);
    }
}
