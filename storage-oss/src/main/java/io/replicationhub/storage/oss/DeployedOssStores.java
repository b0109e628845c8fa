package io.replicationhub.storage.oss;

import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.credentials.StorePlace;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.StorageException;
import io.replicationhub.profile.Profiles;
import io.replicationhub.settings.ClientChoice;
import io.replicationhub.settings.StoreSettings;
import java.util.Map;

/** Opens the buckets of OSS of the deployed programs. */
public final class DeployedOssStores {
    private DeployedOssStores() {}

    /** Whether the side is on OSS. */
    public static boolean isFor(StoreSettings settings) {
        return settings.profile().filter(Profiles.OSS::equals).isPresent();
    }

    /**
     * Opens one side; nothing is asked of it yet. Where the settings say no region or endpoint, what stands beside the
     * credentials counts; these are looked up for that.
     *
     * @throws StorageException where credentials are not to be had
     * @throws IllegalArgumentException where the settings cannot be used; the message says which and why
     */
    public static ObjectStore open(
            StoreSettings settings, ClientChoice client, CredentialsSource credentials, Map<String, String> environment)
            throws StorageException {
        StorePlace place = settings.credentials().maySayPlace() ? credentials.place() : StorePlace.UNSAID;
        OssSettings store = OssSettings.bucket(
                        settings.bucket(),
                        settings.region().or(place::region),
                        settings.endpoint().or(place::endpoint),
                        environment)
                .by(client == ClientChoice.SDK ? OssSettings.Face.SDK : OssSettings.Face.WIRE);
        return OssStores.open(
                settings.requesterPays() ? store.paidBy(OssSettings.Payer.REQUESTER) : store, credentials, environment);
    }
}
