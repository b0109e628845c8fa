package io.replicationhub.testkit.memory;

import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.ObjectVersions.Keeping;
import io.replicationhub.testkit.FakeClock;
import io.replicationhub.testkit.contract.ObjectVersionsContract;

/** The contract of versions over the memory store. */
class MemoryVersionsTest extends ObjectVersionsContract {
    private final MemoryCloud cloud = MemoryCloud.s3(FakeClock.atStart());
    private final ObjectStore store = cloud.createBucket("versioned").keeping(Keeping.ENABLED);
    private final ObjectStore unversioned = cloud.createBucket("plain");

    @Override
    protected ObjectStore store() {
        return store;
    }

    @Override
    protected ObjectStore unversioned() {
        return unversioned;
    }

    @Override
    protected ObjectStore missing() {
        return cloud.bucket("never-made");
    }
}
