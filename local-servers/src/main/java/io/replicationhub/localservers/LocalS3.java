package io.replicationhub.localservers;

import java.net.URI;

/** An S3 server on this machine, which goes when it is closed, with all that it holds. */
public interface LocalS3 extends AutoCloseable {
    /** Scheme, address and port, without a path. */
    URI endpoint();

    void createBucket(String name);

    @Override
    void close();
}
