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
        T run() throws SideFailure, WorkStopped;
    }

    <T> T with(ObjectKey key, Step<T> step) throws SideFailure, WorkStopped {
        enter(key);
        try {
            return step.run();
        } finally {
            leave(key);
        }
    }

    private synchronized void enter(ObjectKey key) throws WorkStopped {
        while (!underWay.add(key)) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new WorkStopped();
            }
        }
    }

    private synchronized void leave(ObjectKey key) {
        underWay.remove(key);
        notifyAll();
    }
}
