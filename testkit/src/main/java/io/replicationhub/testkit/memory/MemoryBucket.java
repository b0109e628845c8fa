package io.replicationhub.testkit.memory;

import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectVersions;
import io.replicationhub.object.OpenUpload;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.UploadId;
import io.replicationhub.object.VersionCursor;
import io.replicationhub.object.VersionId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The state of one bucket. Each method is one step that others see whole or not at all. */
final class MemoryBucket {
    private final String name;
    private final ChangeListener listener;
    private final TreeMap<ObjectKey, MemoryObject> objects = new TreeMap<>();
    private final Map<String, MemoryUpload> uploads = new HashMap<>();
    private final RequestCounts requests = new RequestCounts();
    private final MemoryHistories histories = new MemoryHistories();

    MemoryBucket(String name, ChangeListener listener) {
        this.name = name;
        this.listener = listener;
    }

    RequestCounts requests() {
        return requests;
    }

    synchronized @Nullable MemoryObject find(ObjectKey key) {
        return objects.get(key);
    }

    MemoryObject object(ObjectKey key) throws StorageException {
        MemoryObject found = find(key);
        if (found == null) {
            throw new StorageException.Missing(FailureScope.OBJECT, "NoSuchKey: " + key + " in " + name, null);
        }
        return found;
    }

    MemoryObject object(ObjectKey key, Optional<VersionId> version) throws StorageException {
        return version.isPresent() ? version(key, version.get()) : object(key);
    }

    private synchronized MemoryObject version(ObjectKey key, VersionId id) throws StorageException {
        return histories
                .find(key, id)
                .orElseThrow(() -> new StorageException.Missing(
                        FailureScope.OBJECT, "NoSuchVersion: " + id + " of " + key + " in " + name, null));
    }

    synchronized void write(ObjectKey key, MemoryObject object) {
        objects.put(key, object);
        histories.wrote(key, object);
        listener.changed(name, key, Optional.of(object));
    }

    synchronized void remove(ObjectKey key, Instant now) {
        histories.deleted(key, now);
        if (objects.remove(key) != null) {
            listener.changed(name, key, Optional.empty());
        }
    }

    /** Removes a version for good; the one below it may come to light. */
    synchronized void removeVersion(ObjectKey key, VersionId id) {
        Optional<MemoryObject> newest = histories.remove(key, id);
        MemoryObject before = newest.isPresent() ? objects.put(key, newest.get()) : objects.remove(key);
        if (before != newest.orElse(null)) {
            listener.changed(name, key, newest);
        }
    }

    synchronized ObjectVersions.Keeping keeping() {
        return histories.keeping();
    }

    synchronized void keepVersions(ObjectVersions.Keeping keeping) {
        histories.keep(keeping, objects);
    }

    synchronized List<MemoryHistories.Entry> versions(String prefix, Optional<VersionCursor> behind, int most) {
        return histories.page(prefix, behind, most);
    }

    /** Changes how an object is kept, which is no new version of it. */
    synchronized void keep(ObjectKey key, Keeping keeping) {
        objects.computeIfPresent(key, (same, object) -> {
            MemoryObject lying = object.lying(keeping);
            histories.replaced(key, object, lying);
            return lying;
        });
    }

    synchronized NavigableMap<ObjectKey, MemoryObject> snapshot() {
        return new TreeMap<>(objects);
    }

    /** Up to {@code most} entries greater than a key, or from the prefix on, that have the prefix. */
    synchronized NavigableMap<ObjectKey, MemoryObject> page(String prefix, String after, int most) {
        NavigableMap<ObjectKey, MemoryObject> page = new TreeMap<>();
        boolean fromPrefix = after.isEmpty() || ObjectKey.compareUtf8(after, prefix) < 0;
        NavigableMap<ObjectKey, MemoryObject> rest = objects;
        if (fromPrefix && !prefix.isEmpty()) {
            rest = objects.tailMap(new ObjectKey(prefix), true);
        } else if (!fromPrefix) {
            rest = objects.tailMap(new ObjectKey(after), false);
        }
        for (Map.Entry<ObjectKey, MemoryObject> entry : rest.entrySet()) {
            if (page.size() == most || !entry.getKey().value().startsWith(prefix)) {
                break;
            }
            page.put(entry.getKey(), entry.getValue());
        }
        return page;
    }

    synchronized void begin(MemoryUpload upload) {
        uploads.put(upload.id().id(), upload);
    }

    synchronized <T> T inUpload(UploadId id, UploadStep<T> step) throws StorageException {
        MemoryUpload upload = uploads.get(id.id());
        if (upload == null || !upload.id().equals(id)) {
            throw new StorageException.Missing(
                    FailureScope.OBJECT, "NoSuchUpload: " + id.id() + " to " + id.key() + " in " + name, null);
        }
        return step.apply(upload);
    }

    synchronized void end(UploadId id) {
        MemoryUpload upload = uploads.get(id.id());
        if (upload != null && upload.id().equals(id)) {
            uploads.remove(id.id());
        }
    }

    synchronized List<OpenUpload> open(String prefix) {
        return uploads.values().stream()
                .filter(upload -> upload.id().key().value().startsWith(prefix))
                .map(MemoryUpload::listed)
                .sorted(Comparator.comparing((OpenUpload open) -> open.upload().key())
                        .thenComparing(OpenUpload::initiated)
                        .thenComparing(open -> open.upload().id()))
                .toList();
    }

    interface UploadStep<T> {
        T apply(MemoryUpload upload) throws StorageException;
    }
}
