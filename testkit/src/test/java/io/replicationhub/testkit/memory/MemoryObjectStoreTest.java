package io.replicationhub.testkit.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.replicationhub.object.ObjectStore;
import io.replicationhub.testkit.FakeClock;
import io.replicationhub.testkit.contract.ObjectStoreContract;
import org.junit.jupiter.api.AfterEach;

class MemoryObjectStoreTest extends ObjectStoreContract {
    private final MemoryCloud cloud = MemoryCloud.s3(FakeClock.atStart());
    private final MemoryObjectStore store = cloud.createBucket("bucket");
    private final MemoryObjectStore other = cloud.createBucket("other");

    @AfterEach
    void everyReadingWasClosed() {
        assertEquals(0, cloud.openReadings());
    }

    @Override
    public ObjectStore store() {
        return store;
    }

    @Override
    public ObjectStore other() {
        return other;
    }

    @Override
    public ObjectStore missingBucket() {
        return cloud.bucket("missing");
    }

    @Override
    public ObjectStore wrongSecret() {
        return cloud.bucketWithWrongSecret("bucket");
    }
}
