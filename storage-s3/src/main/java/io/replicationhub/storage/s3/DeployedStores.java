package io.replicationhub.storage.s3;

import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.StorageException;
import io.replicationhub.profile.Addressing;
import io.replicationhub.settings.ClientChoice;
import io.replicationhub.settings.StoreSettings;
import java.util.Map;

/** Opens the buckets of the deployed programs. */
public final class DeployedStores {
    private DeployedStores() {}

    /**
     * Opens one side; nothing is asked of it yet.
     *
     * @throws StorageException.Denied where credentials are not to be had
     * @throws IllegalArgumentException where the settings cannot be used; the message says which and why
     */
    public static ObjectStore open(StoreSettings settings, ClientChoice client, Map<String, String> environment)
            throws StorageException {
        S3Settings store = S3Settings.bucket(settings.bucket())
                .by(client == ClientChoice.SDK ? S3Settings.Face.SDK : S3Settings.Face.WIRE);
        if (settings.endpoint().isPresent()) {
            store = store.at(settings.endpoint().get());
        }
        if (settings.region().isPresent()) {
            store = store.inRegion(settings.region().get());
        }
        if (settings.profile().isPresent()) {
            store = store.as(settings.profile().get());
        }
        store = switch (settings.addressing()) {
            case USUAL -> store;
            case PATH -> store.speaking(store.effectiveDialect().with(Addressing.PATH));
            case HOST -> store.speaking(store.effectiveDialect().with(Addressing.VIRTUAL_HOST));
        };
        return S3Stores.open(store, S3Credentials.source(settings.credentials(), environment), environment);
    }
}
