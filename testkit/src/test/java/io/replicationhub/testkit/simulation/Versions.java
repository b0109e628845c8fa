package io.replicationhub.testkit.simulation;

import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.testkit.memory.ChangeListener;
import io.replicationhub.testkit.memory.MemoryObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers every version that a source object ever had, and holds everything that ever becomes visible at the
 * destination against them: it must be one of them, whole, with its metadata.
 */
final class Versions implements ChangeListener {
    private final String sourceBucket;
    private final String destinationBucket;
    private final Map<ObjectKey, List<MemoryObject>> ofSource = new HashMap<>();
    private final List<String> violations = new ArrayList<>();
    private int written;
    private boolean judging;

    Versions(String sourceBucket, String destinationBucket) {
        this.sourceBucket = sourceBucket;
        this.destinationBucket = destinationBucket;
    }

    /** From now on what is written at the destination must be a copy. */
    synchronized Versions judge() {
        judging = true;
        return this;
    }

    synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    /** How many objects became visible at the destination. */
    synchronized int written() {
        return written;
    }

    /** Whether a copy holds what a source object held; of its metadata, what we add is left out. */
    static boolean isCopy(MemoryObject copy, MemoryObject source) {
        ObjectMetadata carried = copy.metadata().withoutUser(ObjectMetadata.SOURCE_ETAG);
        return Arrays.equals(copy.bytes(), source.bytes()) && carried.equals(source.metadata());
    }

    @Override
    public synchronized void changed(String bucket, ObjectKey key, Optional<MemoryObject> object) {
        if (object.isEmpty()) {
            return;
        }
        if (bucket.equals(sourceBucket)) {
            ofSource.computeIfAbsent(key, first -> new ArrayList<>()).add(object.get());
        } else if (judging && bucket.equals(destinationBucket)) {
            written++;
            boolean known =
                    ofSource.getOrDefault(key, List.of()).stream().anyMatch(version -> isCopy(object.get(), version));
            if (!known) {
                violations.add("at the destination, " + key + " became what no source version was: "
                        + object.get().stamp() + ' ' + object.get().metadata());
            }
        }
    }
}
