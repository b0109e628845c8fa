package io.replicationhub.storage.s3;

import io.replicationhub.object.FailureScope;
import io.replicationhub.object.StorageException;

/**
 * A refusal of a HEAD has no body, so that a clock, a region or credentials at fault look like a bad request, or like an
 * object that may not be seen. So the same is asked by a GET of one byte, whose refusal says why.
 */
final class RefusedHead {
    /** What a GET of the first byte is answered of an object that has none. */
    static final int NO_FIRST_BYTE = 416;

    private RefusedHead() {}

    /** A GET of the first byte, which succeeds for an empty object, too. */
    interface FirstByte {
        void get() throws StorageException;
    }

    /**
     * Asks why. Where the byte is not refused, what was wrong has been learnt on the way, and the HEAD is to be made again:
     * its refusal is out of date.
     *
     * @throws StorageException the reason, or the refusal where there is none to be asked for
     */
    static void ask(StorageException refusal, FirstByte firstByte) throws StorageException {
        if (refusal.scope() == FailureScope.ENDPOINT) {
            throw refusal;
        }
        try {
            firstByte.get();
        } catch (StorageException.Archived e) {
            // Only its bytes are kept back.
        }
    }
}
