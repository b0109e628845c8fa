package io.replicationhub.storage.s3;

import io.replicationhub.object.RestoreAnswer;
import io.replicationhub.object.StorageException;

/** What the answers to RestoreObject mean (S3 API reference): some refusals are answers. */
final class Restoring {
    /** Accepted; 200 is said of what was restored before. */
    private static final int ACCEPTED = 202;

    private Restoring() {}

    /** Asks, and gives the status of the answer. */
    interface Call {
        int status() throws StorageException;
    }

    static RestoreAnswer answer(Call call) throws StorageException {
        try {
            return call.status() == ACCEPTED ? RestoreAnswer.STARTED : RestoreAnswer.READABLE;
        } catch (StorageException.Archived e) {
            // What is neither under way nor needs to be: InvalidObjectState is said of a class that can be read,
            // ObjectAlreadyInActiveTierError of a tier that can.
            return e.isUnderWay() ? RestoreAnswer.UNDER_WAY : RestoreAnswer.READABLE;
        }
    }
}
