package io.replicationhub.cli.run;

import io.replicationhub.aws.credentials.CredentialsSources;
import io.replicationhub.cli.settings.RunSettings;
import io.replicationhub.cli.settings.SideSettings;
import io.replicationhub.credentials.CredentialsReference;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.object.BucketFacts;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.StorageException;
import io.replicationhub.plan.Side;
import io.replicationhub.profile.Profiles;
import io.replicationhub.settings.SideUnusable;
import io.replicationhub.storage.oss.OssSettings;
import io.replicationhub.storage.oss.OssStores;
import io.replicationhub.storage.s3.S3Settings;
import io.replicationhub.storage.s3.S3Stores;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Both sides of a run, opened. */
public record Stores(FirstPage source, FirstPage destination) implements AutoCloseable {

    /**
     * Opens both. Nothing is asked of them yet; documents with credentials in them are read, for what they say of a
     * region and an endpoint counts where the settings say none.
     *
     * @throws SidesUnusable where credentials are not to be had
     * @throws IllegalArgumentException where settings cannot be used; the message says why
     */
    public static Stores open(RunSettings settings, Map<String, String> environment) throws SidesUnusable {
        List<String> problems = new ArrayList<>();
        @Nullable FutureTask<ObjectStore> ahead = bothAsk(settings) ? ahead(settings, environment) : null;
        Optional<ObjectStore> source = open(Side.SOURCE, settings.source(), settings, environment, problems);
        Optional<ObjectStore> destination;
        try {
            destination = ahead == null
                    ? open(Side.DESTINATION, settings.destination(), settings, environment, problems)
                    : opened(Side.DESTINATION, ahead, problems);
        } catch (RuntimeException e) {
            source.ifPresent(ObjectStore::close);
            throw e;
        }
        if (source.isEmpty() || destination.isEmpty()) {
            source.ifPresent(ObjectStore::close);
            destination.ifPresent(ObjectStore::close);
            throw new SidesUnusable(problems);
        }
        Stores stores = new Stores(new FirstPage(source.get()), new FirstPage(destination.get()));
        if (stores.areOne() && settings.selection().writesIntoItsSource()) {
            stores.close();
            throw new IllegalArgumentException(
                    "DESTINATION must not lie inside SOURCE: a run would copy its own copies");
        }
        if (stores.areOne() && settings.selection().liesInItsDestination()) {
            stores.close();
            throw new IllegalArgumentException(
                    "SOURCE must not lie inside DESTINATION: a run might overwrite or delete" + " what it copies from");
        }
        return stores;
    }

    /** Whether credentials of both sides are asked for now. */
    private static boolean bothAsk(RunSettings settings) {
        return settings.source().credentials().maySayPlace()
                && settings.destination().credentials().maySayPlace();
    }

    /** Opens the destination beside the source: two services that say nothing are found out in the time of one. */
    private static FutureTask<ObjectStore> ahead(RunSettings settings, Map<String, String> environment) {
        var opening = new FutureTask<>(() -> one(settings.destination(), settings, environment));
        Thread.ofPlatform().daemon().name("opening").start(opening);
        return opening;
    }

    private static Optional<ObjectStore> opened(Side name, Future<ObjectStore> opening, List<String> problems) {
        try {
            return Optional.of(opening.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            problems.add("interrupted");
            return Optional.empty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StorageException failure) {
                problems.add(String.valueOf(new SideUnusable(name, failure).getMessage()));
                return Optional.empty();
            }
            if (e.getCause() instanceof RuntimeException unusable) {
                throw unusable;
            }
            throw new IllegalStateException("the " + name + " could not be opened", e);
        }
    }

    private static Optional<ObjectStore> open(
            Side name,
            SideSettings side,
            RunSettings settings,
            Map<String, String> environment,
            List<String> problems) {
        try {
            return Optional.of(one(side, settings, environment));
        } catch (StorageException e) {
            problems.add(String.valueOf(new SideUnusable(name, e).getMessage()));
            return Optional.empty();
        }
    }

    /**
     * Opens one side, likewise.
     *
     * @throws StorageException where credentials are not to be had, or say no place although they should
     */
    public static ObjectStore one(SideSettings side, RunSettings settings, Map<String, String> environment)
            throws StorageException {
        CredentialsSource credentials = CredentialsSources.open(side.credentials(), environment);
        SideSettings placed = placed(side, credentials);
        return isOss(placed)
                ? openOss(placed, settings, credentials, environment)
                : S3Stores.open(s3(placed, settings, environment), credentials, environment);
    }

    /** Opens what the bucket of one side tells of its settings, likewise; empty where its service is not asked. */
    public static Optional<BucketFacts> facts(SideSettings side, RunSettings settings, Map<String, String> environment)
            throws StorageException {
        CredentialsSource credentials = CredentialsSources.open(side.credentials(), environment);
        SideSettings placed = placed(side, credentials);
        return isOss(placed)
                ? Optional.empty()
                : Optional.of(S3Stores.facts(s3(placed, settings, environment), credentials, environment));
    }

    private static boolean isOss(SideSettings side) {
        return side.profile().filter(Profiles.OSS::equals).isPresent();
    }

    private static SideSettings placed(SideSettings side, CredentialsSource credentials) throws StorageException {
        SideSettings placed = side.credentials().maySayPlace() ? side.at(credentials.place()) : side;
        Optional<String> missing = placed.missing();
        if (missing.isPresent()) {
            throw new StorageException.Rejected(
                    FailureScope.CREDENTIALS,
                    "it needs " + missing.get() + ", which neither the settings nor " + side.credentials() + " name",
                    null);
        }
        return placed;
    }

    private static S3Settings s3(SideSettings side, RunSettings settings, Map<String, String> environment) {
        S3Settings store = S3Settings.bucket(side.location().bucket())
                .signedBy(side.credentials(), environment)
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
        if (side.requesterPays()) {
            store = store.paidBy(S3Settings.Payer.REQUESTER);
        }
        return store;
    }

    private static ObjectStore openOss(
            SideSettings side, RunSettings settings, CredentialsSource credentials, Map<String, String> environment) {
        OssSettings store = OssSettings.bucket(side.location().bucket(), side.region(), side.endpoint(), environment)
                .by(settings.client() == RunSettings.ClientChoice.SDK ? OssSettings.Face.SDK : OssSettings.Face.WIRE);
        if (settings.caCertificates().isPresent()) {
            store = store.trusting(settings.caCertificates().get());
        }
        if (side.requesterPays()) {
            store = store.paidBy(OssSettings.Payer.REQUESTER);
        }
        return OssStores.open(store, credentials, environment);
    }

    private boolean areOne() {
        return source.description().equals(destination.description());
    }

    /**
     * Whether the destination can read the source by itself: one endpoint, and one reference to credentials. Anonymous
     * ones cannot write.
     */
    public static boolean serverSide(RunSettings settings) {
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
