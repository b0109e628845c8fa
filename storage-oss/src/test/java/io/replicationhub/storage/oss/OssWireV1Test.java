package io.replicationhub.storage.oss;

/** The contract over the wire, signed by version 1. */
class OssWireV1Test extends OssContract {
    OssWireV1Test() {
        super(OssSettings.Face.WIRE, OssSettings.Signature.V1);
    }
}
