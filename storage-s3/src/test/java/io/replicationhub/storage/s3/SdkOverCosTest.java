package io.replicationhub.storage.s3;

import io.replicationhub.testkit.contract.Capability;
import java.util.Map;

class SdkOverCosTest extends CosContract {
    SdkOverCosTest() {
        super(S3Settings.Face.SDK);
    }

    @Override
    public Map<Capability, String> lacking() {
        Map<Capability, String> lacking = super.lacking();
        lacking.put(Capability.CONTROL_CHARACTERS_IN_KEYS, "the SDK does not read an answer that names such a key");
        return lacking;
    }
}
