package io.replicationhub.testkit.fault;

import io.replicationhub.object.StorageException;

/** Something that happens beside a request: a failure, the death of the process, somebody else's write. */
@FunctionalInterface
public interface Mishap {
    /** Returns where the request may go on; throws where it may not. */
    void strike(Request request) throws StorageException;
}
