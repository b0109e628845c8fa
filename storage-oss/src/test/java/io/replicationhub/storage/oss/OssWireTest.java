package io.replicationhub.storage.oss;

/** The contract over the wire. */
class OssWireTest extends OssContract {
    OssWireTest() {
        super(OssSettings.Face.WIRE, OssSettings.Signature.V4);
    }
}
