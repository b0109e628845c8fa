package io.replicationhub.jobsender;

import io.replicationhub.aws.SqsQueues;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.StorageException;
import io.replicationhub.settings.JobSenderSettings;
import io.replicationhub.storage.s3.DeployedStores;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Everything that a run talks to. */
record Connections(ObjectStore source, ObjectStore destination, SqsQueues queues) implements AutoCloseable {

    /**
     * Opens all; nothing is asked of them yet.
     *
     * @throws StorageException.Denied where credentials are not to be had
     * @throws IllegalArgumentException where settings cannot be used; the message says which and why
     */
    static Connections open(JobSenderSettings settings, Map<String, String> environment, RandomGenerator random)
            throws StorageException {
        return new Connections(
                DeployedStores.open(settings.source(), settings.client(), environment),
                DeployedStores.open(settings.destination(), settings.client(), environment),
                SqsQueues.open(settings.queue(), environment, random));
    }

    @Override
    public void close() {
        source.close();
        destination.close();
        queues.close();
    }
}
