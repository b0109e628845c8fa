package io.replicationhub.storage.s3;

import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.credentials.StorePlace;
import io.replicationhub.object.BucketFacts;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.StorageException;
import io.replicationhub.profile.Addressing;
import io.replicationhub.settings.ClientChoice;
import io.replicationhub.settings.StoreSettings;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Opens the buckets of the deployed programs. */
public final class DeployedStores {
    private DeployedStores() {}

    /**
     * Opens one side; nothing is asked of it yet. Where the settings say no region or endpoint, what stands beside the
     * credentials counts; these are looked up for that.
     *
     * @throws StorageException where credentials are not to be had, or say no place although they should
     * @throws IllegalArgumentException where the settings cannot be used; the message says which and why
     */
    public static ObjectStore open(
            StoreSettings settings, ClientChoice client, CredentialsSource credentials, Map<String, String> environment)
            throws StorageException {
        return S3Stores.open(settings(settings, client, credentials, environment), credentials, environment);
    }

    /** Opens what the bucket of one side tells of its settings, likewise. */
    public static BucketFacts facts(
            StoreSettings settings, CredentialsSource credentials, Map<String, String> environment)
            throws StorageException {
        return S3Stores.facts(settings(settings, ClientChoice.SDK, credentials, environment), credentials, environment);
    }

    private static S3Settings settings(
            StoreSettings settings, ClientChoice client, CredentialsSource credentials, Map<String, String> environment)
            throws StorageException {
        StorePlace place = settings.credentials().maySayPlace() ? credentials.place() : StorePlace.UNSAID;
        S3Settings store = S3Settings.bucket(settings.bucket())
                .signedBy(settings.credentials(), environment)
                .by(client == ClientChoice.SDK ? S3Settings.Face.SDK : S3Settings.Face.WIRE);
        Optional<URI> endpoint = settings.endpoint().or(place::endpoint);
        if (endpoint.isPresent()) {
            store = store.at(endpoint.get());
        }
        Optional<String> region = settings.region().or(place::region);
        if (region.isPresent()) {
            store = store.inRegion(region.get());
        }
        Optional<String> missing = settings.profile().flatMap(service -> service.missing(endpoint, region));
        if (missing.isPresent()) {
            throw new StorageException.Rejected(
                    FailureScope.CREDENTIALS,
                    "it needs " + missing.get() + ", which neither the settings nor " + settings.credentials()
                            + " name",
                    null);
        }
        if (settings.profile().isPresent()) {
            store = store.as(settings.profile().get());
        }
        if (settings.requesterPays()) {
            store = store.paidBy(S3Settings.Payer.REQUESTER);
        }
        return switch (settings.addressing()) {
            case USUAL -> store;
            case PATH -> store.speaking(store.effectiveDialect().with(Addressing.PATH));
            case HOST -> store.speaking(store.effectiveDialect().with(Addressing.VIRTUAL_HOST));
        };
    }
}
