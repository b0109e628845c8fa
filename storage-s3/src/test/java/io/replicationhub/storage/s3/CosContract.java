package io.replicationhub.storage.s3;

import io.replicationhub.localservers.provider.ProviderServer;
import io.replicationhub.profile.Profiles;
import java.util.Optional;

/** What holds of COS by either face. */
abstract class CosContract extends ProviderContract {
    CosContract(S3Settings.Face face) {
        super(Profiles.COS, face, ProviderServer::cos);
    }

    @Override
    public Optional<String> cannotKeep(String key) {
        boolean refused =
                key.startsWith("/") || key.startsWith("\\") || key.chars().anyMatch(c -> c >= 24 && c <= 27);
        return refused ? Optional.of("COS refuses such keys (436/13324)") : Optional.empty();
    }
}
