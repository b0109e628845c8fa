package io.replicationhub.cli.doctor;

import io.replicationhub.aws.credentials.CredentialsSources;
import io.replicationhub.cli.doctor.Patient.Opened;
import io.replicationhub.cli.run.Stores;
import io.replicationhub.cli.settings.RunSettings;
import io.replicationhub.cli.settings.SideSettings;
import io.replicationhub.config.Setting;
import io.replicationhub.config.SettingsException;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.object.BucketFacts;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.StorageException;
import io.replicationhub.permission.BucketGrants;
import io.replicationhub.permission.Partition;
import io.replicationhub.plan.Side;
import io.replicationhub.settings.JobSenderSettings;
import io.replicationhub.settings.JobWorkerSettings;
import io.replicationhub.settings.StoreSettings;
import io.replicationhub.settings.Versions;
import io.replicationhub.storage.oss.DeployedOssStores;
import io.replicationhub.storage.s3.DeployedStores;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads what is to be looked at: from the settings of a run, or from those of a deployed program. */
final class Cases {
    /** What the launcher is told by, and passes on with all else. */
    private static final Set<String> LAUNCHERS =
            Set.of("DRH_JAVA_HOME", "DRH_JDKS", "DRH_BUILD", "DRH_JAVA_OPTS", "DRH_REHEARSAL");

    private Cases() {}

    static Case of(RunSettings settings, boolean events, Map<String, String> environment) {
        return new Case(
                patient(Side.SOURCE, settings.source(), settings, environment),
                patient(Side.DESTINATION, settings.destination(), settings, environment),
                settings.copies(),
                settings.deletes().isPresent(),
                settings.versions() == Versions.ALL,
                Stores.serverSide(settings),
                events,
                Optional.empty());
    }

    private static Patient patient(
            Side side, SideSettings settled, RunSettings settings, Map<String, String> environment) {
        return new Patient(
                side,
                settled.location().toString(),
                settled.credentials(),
                settled.service(),
                new BucketGrants(
                        settled.partition(environment),
                        settled.location().bucket(),
                        settled.location().prefix(),
                        key(side, settings.copies().write().encryption().kmsKeyId())),
                () -> opened(
                        Stores.one(settled, settings, environment),
                        () -> Stores.facts(settled, settings, environment)));
    }

    /**
     * By the variables of a JobWorker. A JobSender's are read so, too: what it alone has is passed over, and what it lacks
     * was not asked for.
     */
    static Case of(Map<String, String> environment, boolean events) throws SettingsException {
        Map<String, String> known = new TreeMap<>(environment);
        known.keySet().removeAll(LAUNCHERS);
        Set<String> worker = JobWorkerSettings.variables();
        JobSenderSettings.variables().stream()
                .filter(name -> name.startsWith(Setting.PREFIX) && !worker.contains(name))
                .forEach(known::remove);
        JobWorkerSettings settings = JobWorkerSettings.read(known);
        return new Case(
                patient(Side.SOURCE, settings.source(), settings, environment),
                patient(Side.DESTINATION, settings.destination(), settings, environment),
                settings.copies(),
                settings.deletes(),
                settings.versions() == Versions.ALL,
                settings.source().canCopyTo(settings.destination()),
                events,
                Optional.empty());
    }

    private static Patient patient(
            Side side, StoreSettings settled, JobWorkerSettings settings, Map<String, String> environment) {
        return new Patient(
                side,
                "s3://" + settled.bucket() + (settled.prefix().isEmpty() ? "" : "/" + settled.prefix()),
                settled.credentials(),
                settled.service(),
                new BucketGrants(
                        Partition.of(settled.region(), settled.endpoint(), environment),
                        settled.bucket(),
                        settled.prefix(),
                        key(side, settings.copies().write().encryption().kmsKeyId())),
                () -> {
                    CredentialsSource credentials = CredentialsSources.open(settled.credentials(), environment);
                    return DeployedOssStores.isFor(settled)
                            ? new Opened(
                                    DeployedOssStores.open(settled, settings.client(), credentials, environment),
                                    Optional.empty())
                            : opened(
                                    DeployedStores.open(settled, settings.client(), credentials, environment),
                                    () -> Optional.of(DeployedStores.facts(settled, credentials, environment)));
                });
    }

    private static Optional<String> key(Side side, Optional<String> ofDestination) {
        return side == Side.DESTINATION ? ofDestination : Optional.empty();
    }

    private interface Facts {
        Optional<BucketFacts> open() throws StorageException;
    }

    private static Opened opened(ObjectStore store, Facts facts) throws StorageException {
        try {
            return new Opened(store, facts.open());
        } catch (StorageException | RuntimeException e) {
            store.close();
            throw e;
        }
    }
}
