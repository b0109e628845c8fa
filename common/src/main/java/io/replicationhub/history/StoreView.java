package io.replicationhub.history;

import io.replicationhub.object.ForwardingStore;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.ObjectVersions;

/** A store as it is, but for what a view of it sees otherwise. */
abstract class StoreView extends ForwardingStore {
    final ObjectStore store;
    final ObjectVersions versions;
    final VersionsUnderWay underWay;

    StoreView(ObjectStore store, VersionsUnderWay underWay) {
        super(store);
        this.store = store;
        this.versions = store.versions().orElseThrow();
        this.underWay = underWay;
    }
}
