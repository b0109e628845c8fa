package io.replicationhub.transfer;

import io.replicationhub.object.ObjectKey;
import java.util.HashSet;
import java.util.Set;

/**
 * Keeps two uploads to one key apart, as a message that came twice would begin them: the journal remembers one upload for
 * each key, and would lose sight of the other. Whoever waits holds nothing that the other needs. Thread-safe.
 */
final class OneAtATime {
    private final Set<ObjectKey> underWay = new HashSet<>();

    /** Something that may be done to a key while nobody else does it. */
    interface Step<T> {
        /** @param waited whether somebody else did it just before */
        T run(boolean waited) throws SideFailure, WorkStopped;
    }

    <T> T with(ObjectKey key, Step<T> step) throws SideFailure, WorkStopped {
        boolean waited = enter(key);
        try {
            return step.run(waited);
        } finally {
            leave(key);
        }
    }

    private synchronized boolean enter(ObjectKey key) throws WorkStopped {
        boolean waited = false;
        while (!underWay.add(key)) {
            waited = true;
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new WorkStopped();
            }
        }
        return waited;
    }

    private synchronized void leave(ObjectKey key) {
        underWay.remove(key);
        notifyAll();
    }
}
