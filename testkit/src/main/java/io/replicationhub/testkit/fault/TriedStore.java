package io.replicationhub.testkit.fault;

import io.replicationhub.object.ForwardingStore;
import io.replicationhub.object.ForwardingUploads;
import io.replicationhub.object.MultipartUploads;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.PassesOn;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.UploadId;
import io.replicationhub.testkit.BytesPayload;

/** The bucket of a service of unknown make: that it takes parts which are passed on is not known before it was tried. */
public final class TriedStore extends ForwardingStore {
    private volatile PassesOn known = PassesOn.NOT_KNOWN;

    public TriedStore(ObjectStore inner) {
        super(inner);
    }

    @Override
    public MultipartUploads uploads() {
        return new ForwardingUploads(super.uploads()) {
            @Override
            public PassesOn passesOn() {
                return known;
            }

            @Override
            public PassesOn tryPassingOn(UploadId upload, int number) throws StorageException {
                try {
                    uploadPart(upload, number, BytesPayload.of("?"));
                    known = PassesOn.YES;
                } catch (StorageException.Rejected | StorageException.Denied e) {
                    known = PassesOn.NO;
                }
                return known;
            }
        };
    }
}
