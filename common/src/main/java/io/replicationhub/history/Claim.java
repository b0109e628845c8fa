package io.replicationhub.history;

import io.replicationhub.object.FailureScope;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.UploadId;
import java.util.function.LongSupplier;

/**
 * A key that is ours, for so long.
 *
 * @param upload by which others are kept from the key
 * @param untilNanos from then on nothing may be begun under it, by the clock beside
 */
record Claim(UploadId upload, long untilNanos, LongSupplier nanos) {
    /**
     * Asked before whatever changes the key's history: of the requests of one attempt any may have taken minutes.
     *
     * @throws StorageException.Unavailable where the time is up
     */
    void check() throws StorageException.Unavailable {
        if (nanos.getAsLong() - untilNanos >= 0) {
            throw new StorageException.Unavailable(
                    FailureScope.OBJECT, upload.key() + " was claimed for too long; another may have it by now", null);
        }
    }
}
