package io.replicationhub.jobsender;

import io.replicationhub.aws.SqsQueues;
import io.replicationhub.aws.credentials.CredentialsSources;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.StorageException;
import io.replicationhub.settings.ClientChoice;
import io.replicationhub.settings.JobSenderSettings;
import io.replicationhub.settings.SideUnusable;
import io.replicationhub.settings.StoreSettings;
import io.replicationhub.storage.s3.DeployedStores;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Everything that a run talks to. */
record Connections(ObjectStore source, ObjectStore destination, SqsQueues queues) implements AutoCloseable {

    /**
     * Opens all. Nothing is asked of them yet; documents with credentials in them are read.
     *
     * @throws SideUnusable where credentials of a side are not to be had
     * @throws StorageException where those of the queues are not
     * @throws IllegalArgumentException where settings cannot be used; the message says which and why
     */
    static Connections open(JobSenderSettings settings, Map<String, String> environment, RandomGenerator random)
            throws SideUnusable, StorageException {
        ObjectStore source = open(settings.source(), settings.client(), environment);
        ObjectStore destination = open(settings.destination(), settings.client(), environment);
        if (source.description().equals(destination.description())
                && settings.selection().writesIntoItsSource()) {
            throw new IllegalArgumentException(
                    "the destination lies inside the source: a run would copy its own copies");
        }
        return new Connections(source, destination, SqsQueues.open(settings.queue(), environment, random));
    }

    private static ObjectStore open(StoreSettings side, ClientChoice client, Map<String, String> environment)
            throws SideUnusable {
        try {
            return DeployedStores.open(
                    side, client, CredentialsSources.open(side.credentials(), environment), environment);
        } catch (StorageException e) {
            throw new SideUnusable(side.side(), e);
        }
    }

    @Override
    public void close() {
        source.close();
        destination.close();
        queues.close();
    }
}
