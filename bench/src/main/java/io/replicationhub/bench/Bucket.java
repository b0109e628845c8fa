package io.replicationhub.bench;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The objects and open uploads of one bucket, in byte order of their keys. Thread-safe. */
final class Bucket {
    final ConcurrentNavigableMap<String, StoredObject> objects = new ConcurrentSkipListMap<>();
    final Versions versions = new Versions();
    private final Map<String, OpenUpload> uploads = new ConcurrentHashMap<>();
    private final AtomicLong uploadIds = new AtomicLong();

    StoredObject get(String key) throws S3Error {
        StoredObject found = objects.get(key);
        if (found == null) {
            throw S3Error.noSuchKey();
        }
        return found;
    }

    /** Puts an object unless a condition on what is there forbids it. */
    void put(String key, StoredObject object, @Nullable String ifMatch, @Nullable String ifNoneMatch) throws S3Error {
        if (ifMatch == null && ifNoneMatch == null) {
            keep(key, object);
            return;
        }
        synchronized (this) {
            StoredObject there = objects.get(key);
            if (ifNoneMatch != null && there != null) {
                throw S3Error.preconditionFailed("If-None-Match");
            }
            if (ifMatch != null && there == null) {
                throw S3Error.noSuchKey();
            }
            if (ifMatch != null && there != null && !Conditions.matches(ifMatch, there.etag())) {
                throw S3Error.preconditionFailed("If-Match");
            }
            keep(key, object);
        }
    }

    private void keep(String key, StoredObject object) {
        if (versions.status().isEmpty()) {
            objects.put(key, object);
            return;
        }
        synchronized (versions) {
            objects.put(key, object);
            versions.add(key, object.modified(), object);
        }
    }

    /** Deletes what is newest, by a delete marker where versions are kept. */
    void remove(String key, Instant now) {
        synchronized (versions) {
            objects.remove(key);
            versions.add(key, now, null);
        }
    }

    /** Removes a version for good. */
    void remove(String key, String version) {
        synchronized (versions) {
            Optional<StoredObject> newest = versions.remove(key, version);
            if (newest.isPresent()) {
                objects.put(key, newest.get());
            } else {
                objects.remove(key);
            }
        }
    }

    /** The newest version, or the one that is named. */
    StoredObject get(String key, HttpRequest request) throws S3Error {
        return request.asks("versionId") ? versions.get(key, request.query("versionId", "")) : get(key);
    }

    OpenUpload begin(String key, String[] headers, boolean fullCrc, Instant now) {
        OpenUpload upload = new OpenUpload(
                "u%08d".formatted(uploadIds.incrementAndGet()), key, headers, fullCrc, now, new TreeMap<>());
        uploads.put(upload.id(), upload);
        return upload;
    }

    OpenUpload upload(String id, String key) throws S3Error {
        OpenUpload found = uploads.get(id);
        if (found == null || !found.key().equals(key)) {
            throw S3Error.noSuchUpload();
        }
        return found;
    }

    /** True for the one caller that ended it. */
    boolean end(OpenUpload upload) {
        return uploads.remove(upload.id(), upload);
    }

    Collection<OpenUpload> openUploads() {
        return new TreeMap<>(uploads).values();
    }
}
