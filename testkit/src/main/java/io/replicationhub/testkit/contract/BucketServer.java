package io.replicationhub.testkit.contract;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.object.ObjectStore;

/**
 * A server that a suite has to itself.
 *
 * @param making makes a bucket
 * @param opening opens a bucket, whether it is there or not
 * @param server what ends with the suite
 */
public record BucketServer(Making making, Opening opening, AutoCloseable server) {
    /** Does something to a bucket. */
    public interface Making {
        void make(String bucket) throws Exception;
    }

    /** Opens a store. */
    public interface Opening {
        ObjectStore open(String bucket, Credentials who);
    }
}
