package io.replicationhub.cli.run;

import io.replicationhub.cli.settings.RunSettings;
import io.replicationhub.cli.settings.SideSettings;
import io.replicationhub.credentials.CredentialsReference;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.StorageException;
import io.replicationhub.storage.s3.S3Credentials;
import io.replicationhub.storage.s3.S3Settings;
import io.replicationhub.storage.s3.S3Stores;
import java.util.Map;

/** Both sides of a run, opened. */
public record Stores(ObjectStore source, ObjectStore destination) implements AutoCloseable {

    /**
     * Opens both; nothing is asked of them yet.
     *
     * @throws StorageException where credentials are not to be had
     * @throws IllegalArgumentException where settings cannot be used; the message says why
     */
    public static Stores open(RunSettings settings, Map<String, String> environment) throws StorageException {
        ObjectStore source = open(settings.source(), settings, environment);
        return new Stores(source, open(settings.destination(), settings, environment));
    }

    private static ObjectStore open(SideSettings side, RunSettings settings, Map<String, String> environment)
            throws StorageException {
        S3Settings store = S3Settings.bucket(side.location().bucket())
                .by(settings.client() == RunSettings.ClientChoice.SDK ? S3Settings.Face.SDK : S3Settings.Face.WIRE);
        if (side.endpoint().isPresent()) {
            store = store.at(side.endpoint().get());
        }
        if (side.region().isPresent()) {
            store = store.inRegion(side.region().get());
        }
        if (settings.caCertificates().isPresent()) {
            store = store.trusting(settings.caCertificates().get());
        }
        if (side.profile().isPresent()) {
            store = store.as(side.profile().get());
        }
        return S3Stores.open(store, S3Credentials.source(side.credentials(), environment), environment);
    }

    /**
     * Whether the destination can read the source by itself: one endpoint, and one reference to credentials. Anonymous
     * ones cannot write.
     */
    static boolean serverSide(RunSettings settings) {
        CredentialsReference who = settings.source().credentials();
        return settings.source().isAtSameEndpointAs(settings.destination())
                && who.equals(settings.destination().credentials())
                && !(who instanceof CredentialsReference.Anonymous);
    }

    @Override
    public void close() {
        source.close();
        destination.close();
    }
}
