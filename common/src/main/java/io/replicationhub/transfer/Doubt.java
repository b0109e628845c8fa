package io.replicationhub.transfer;

import io.replicationhub.object.ETag;
import io.replicationhub.object.StorageException;

/** What is remembered of a copy that looks damaged, from one attempt to the next. For one thread. */
final class Doubt {
    private ETag written = ETag.NONE;
    private int crc;
    private boolean raised;

    boolean isRaised() {
        return raised;
    }

    int firstCrc() {
        return crc;
    }

    void raise(int crcOfBody, ETag etagOfCopy) {
        raised = true;
        crc = crcOfBody;
        written = etagOfCopy;
    }

    /** The copy is sound after all. */
    void dispel() {
        written = ETag.NONE;
    }

    /** Removes a damaged copy, if it is still the one that we wrote. What fails in this is told along with the cause. */
    void takeBack(Version version, Party destination, Exception cause) {
        if (!written.isPresent()) {
            return;
        }
        try {
            ETag there = destination
                    .ask(store -> store.head(version.destination()))
                    .stamp()
                    .etag();
            if (there.equals(written)) {
                destination.ask(store -> {
                    store.delete(version.destination());
                    return there;
                });
            }
        } catch (SideFailure e) {
            if (!(e.failure() instanceof StorageException.Missing)) {
                cause.addSuppressed(e);
            }
        }
    }
}
