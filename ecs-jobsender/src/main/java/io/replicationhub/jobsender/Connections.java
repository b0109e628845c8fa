package io.replicationhub.jobsender;

import io.replicationhub.aws.SqsQueues;
import io.replicationhub.aws.credentials.CredentialsSources;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.StorageException;
import io.replicationhub.settings.ClientChoice;
import io.replicationhub.settings.JobSenderSettings;
import io.replicationhub.settings.SideUnusable;
import io.replicationhub.settings.Sides;
import io.replicationhub.settings.StoreSettings;
import io.replicationhub.storage.oss.DeployedOssStores;
import io.replicationhub.storage.s3.DeployedStores;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Everything that a run talks to. */
record Connections(Sides sides, SqsQueues queues) implements AutoCloseable {

    /**
     * Opens all. Nothing is asked of them yet; documents with credentials in them are read.
     *
     * @throws SideUnusable where credentials of a side are not to be had
     * @throws StorageException where those of the queues are not
     * @throws IllegalArgumentException where settings cannot be used; the message says which and why
     */
    static Connections open(JobSenderSettings settings, Map<String, String> environment, RandomGenerator random)
            throws SideUnusable, StorageException {
        Sides sides = Sides.open(
                settings.source(), settings.destination(), side -> open(side, settings.client(), environment));
        try {
            sides.overlap(settings.selection()).ifPresent(why -> {
                throw new IllegalArgumentException(why);
            });
            return new Connections(sides, SqsQueues.open(settings.queue(), environment, random));
        } catch (StorageException | RuntimeException e) {
            sides.close();
            throw e;
        }
    }

    ObjectStore source() {
        return sides.source();
    }

    ObjectStore destination() {
        return sides.destination();
    }

    private static ObjectStore open(StoreSettings side, ClientChoice client, Map<String, String> environment)
            throws StorageException {
        CredentialsSource credentials = CredentialsSources.open(side.credentials(), environment);
        return DeployedOssStores.isFor(side)
                ? DeployedOssStores.open(side, client, credentials, environment)
                : DeployedStores.open(side, client, credentials, environment);
    }

    @Override
    public void close() {
        sides.close();
        queues.close();
    }
}
