package io.replicationhub.localservers.provider;

import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** One bucket: objects in byte order of their keys, and uploads under way. Thread-safe. */
final class Depot {
    final String name;
    final ConcurrentNavigableMap<String, Kept> objects = new ConcurrentSkipListMap<>();
    final Map<String, Upload> uploads = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    Depot(String name) {
        this.name = name;
    }

    /** An upload and its parts; the map of parts is guarded by the upload. */
    record Upload(
            String id,
            String key,
            Instant begun,
            String storageClass,
            Map<String, String> headers,
            SortedMap<Integer, Kept> parts) {}

    Upload begin(String key, Instant now, String storageClass, Map<String, String> headers) {
        Upload upload = new Upload(
                "16%08d".formatted(count.incrementAndGet()), key, now, storageClass, headers, new TreeMap<>());
        uploads.put(upload.id(), upload);
        return upload;
    }

    Upload upload(String id, String key) throws Refusal {
        Upload found = uploads.get(id);
        if (found == null || !found.key().equals(key)) {
            throw Refusal.noSuchUpload();
        }
        return found;
    }

    Kept get(String key) throws Refusal {
        Kept found = objects.get(key);
        if (found == null) {
            throw Refusal.noSuchKey();
        }
        return found;
    }
}
