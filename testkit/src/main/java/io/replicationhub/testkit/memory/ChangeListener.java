package io.replicationhub.testkit.memory;

import io.replicationhub.object.ObjectKey;
import java.util.Optional;

/** Told of every object that becomes visible, in order, before the request is answered. Must be quick. */
@FunctionalInterface
public interface ChangeListener {
    /** @param object what is there from now on; empty where it was deleted */
    void changed(String bucket, ObjectKey key, Optional<MemoryObject> object);
}
