package io.replicationhub.storage.oss;

import io.replicationhub.object.StorageException;
import io.replicationhub.wire.Asked;
import io.replicationhub.wire.StoreRequest;
import io.replicationhub.wire.http.Answer;
import java.io.IOException;

/** Says with each request that we pay for it. */
record PayingCaller(OssCaller caller) implements OssCaller {
    @Override
    public Answer call(StoreRequest request) throws StorageException {
        return caller.call(request.header("x-oss-request-payer", "requester"));
    }

    @Override
    public StorageException broken(Asked asked, IOException failure) {
        return caller.broken(asked, failure);
    }

    @Override
    public String endpoint() {
        return caller.endpoint();
    }

    @Override
    public void close() {
        caller.close();
    }
}
