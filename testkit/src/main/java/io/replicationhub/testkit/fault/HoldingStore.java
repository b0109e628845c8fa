package io.replicationhub.testkit.fault;

import io.replicationhub.object.ForwardingStore;
import io.replicationhub.object.ForwardingUploads;
import io.replicationhub.object.MultipartUploads;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.PassesOn;

/** The bucket of a service that wants the checksum of a part before its bytes, as most do. */
public final class HoldingStore extends ForwardingStore {
    public HoldingStore(ObjectStore inner) {
        super(inner);
    }

    @Override
    public MultipartUploads uploads() {
        return new ForwardingUploads(super.uploads()) {
            @Override
            public PassesOn passesOn() {
                return PassesOn.NO;
            }
        };
    }
}
