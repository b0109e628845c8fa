package io.replicationhub.testkit.memory;

import io.replicationhub.testkit.RequestKind;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;

/** How many requests of each kind were asked of one bucket, refused ones included. Thread-safe. */
public final class RequestCounts {
    private final AtomicLongArray counts = new AtomicLongArray(RequestKind.values().length);

    RequestCounts() {}

    void count(RequestKind kind) {
        counts.incrementAndGet(kind.ordinal());
    }

    public long of(RequestKind kind) {
        return counts.get(kind.ordinal());
    }

    public long total() {
        long sum = 0;
        for (RequestKind kind : RequestKind.values()) {
            sum += of(kind);
        }
        return sum;
    }

    /** The kinds that were asked for, with their numbers. */
    public Map<RequestKind, Long> byKind() {
        Map<RequestKind, Long> asked = new EnumMap<>(RequestKind.class);
        for (RequestKind kind : RequestKind.values()) {
            if (of(kind) > 0) {
                asked.put(kind, of(kind));
            }
        }
        return asked;
    }

    public void reset() {
        for (RequestKind kind : RequestKind.values()) {
            counts.set(kind.ordinal(), 0);
        }
    }
}
