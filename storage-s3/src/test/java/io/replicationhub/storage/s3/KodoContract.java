package io.replicationhub.storage.s3;

import io.replicationhub.localservers.provider.ProviderServer;
import io.replicationhub.profile.Profiles;
import io.replicationhub.testkit.contract.Capability;
import java.util.Map;

/** What holds of Kodo by either face. */
abstract class KodoContract extends ProviderContract {
    KodoContract(S3Settings.Face face) {
        super(Profiles.KODO, face, ProviderServer::kodo);
    }

    @Override
    public Map<Capability, String> lacking() {
        Map<Capability, String> lacking = super.lacking();
        lacking.put(Capability.MD5_ETAGS, "ETags are no MD5");
        lacking.put(Capability.COPY_PINNED, "no page of the documentation has conditions on copies");
        lacking.put(Capability.PART_COPY_PINNED, "no page of the documentation has conditions on copies");
        lacking.put(Capability.STORAGE_CLASSES, "listings name none, and STANDARD_IA is not among them");
        lacking.put(Capability.CONTROL_CHARACTERS_IN_KEYS, "listings are not encoded, and XML has no form for them");
        return lacking;
    }
}
