package io.replicationhub.testkit.contract;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.object.ObjectStore;

/** A server with two buckets. */
record RunningServer(BucketServer server, ObjectStore first, ObjectStore second) implements AutoCloseable {
    /** Makes the buckets. */
    static RunningServer of(BucketServer server, String first, String second, Credentials who) throws Exception {
        server.making().make(first);
        server.making().make(second);
        return new RunningServer(
                server, server.opening().open(first, who), server.opening().open(second, who));
    }

    ObjectStore open(String bucket, Credentials who) {
        return server.opening().open(bucket, who);
    }

    @Override
    public void close() throws Exception {
        first.close();
        second.close();
        server.server().close();
    }
}
