package io.replicationhub.testkit.fault;

import io.replicationhub.object.ObjectStore;
import io.replicationhub.testkit.FakeClock;
import io.replicationhub.testkit.contract.ObjectStoreContract;
import io.replicationhub.testkit.memory.MemoryCloud;

/** Where nothing goes wrong, the decorator is not noticed. */
class FaultyStoreContractTest extends ObjectStoreContract {
    private final MemoryCloud cloud = MemoryCloud.s3(FakeClock.atStart());
    private final ObjectStore store = new FaultyStore(cloud.createBucket("bucket"), FaultScript.none());
    private final ObjectStore other = new FaultyStore(cloud.createBucket("other"), FaultScript.none());

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
        return new FaultyStore(cloud.bucket("missing"), FaultScript.none());
    }

    @Override
    public ObjectStore wrongSecret() {
        return new FaultyStore(cloud.bucketWithWrongSecret("bucket"), FaultScript.none());
    }
}
