package io.replicationhub.testkit.memory;

import io.replicationhub.object.ListedVersion;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectVersions.Keeping;
import io.replicationhub.object.VersionCursor;
import io.replicationhub.object.VersionId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The versions of a bucket's objects, once it keeps some. What is there when it begins to is the version {@code null}; a
 * bucket that keeps them no longer has one such version of each key, which every write replaces (S3 User Guide, "How S3
 * Versioning works"). Guarded by its bucket.
 */
final class MemoryHistories {
    /** Odd, so that multiplying by it makes names that are in no order and never the same. */
    private static final long SHUFFLE = 0x9e3779b97f4a7c15L;

    private final TreeMap<ObjectKey, Deque<Entry>> histories = new TreeMap<>();
    private final Map<VersionId, Long> made = new HashMap<>();
    private Keeping keeping = Keeping.NEVER;
    private long writes;

    /** @param object null for a delete marker */
    record Entry(
            ObjectKey key,
            VersionId id,
            long number,
            Instant at,
            @Nullable MemoryObject object) {
        ListedVersion listed(MemoryCloud cloud) {
            return object == null
                    ? new ListedVersion.DeleteMarker(key, id, at)
                    : new ListedVersion.Content(object.listed(key, cloud), id);
        }
    }

    Keeping keeping() {
        return keeping;
    }

    void keep(Keeping other, Map<ObjectKey, MemoryObject> objects) {
        if (keeping == Keeping.NEVER) {
            keeping = Keeping.SUSPENDED;
            objects.forEach(this::wrote);
        }
        keeping = other;
    }

    void wrote(ObjectKey key, MemoryObject object) {
        add(key, object.stamp().lastModified(), object);
    }

    void deleted(ObjectKey key, Instant at) {
        add(key, at, null);
    }

    private void add(ObjectKey key, Instant at, @Nullable MemoryObject object) {
        if (keeping == Keeping.NEVER) {
            return;
        }
        long number = ++writes;
        VersionId id = keeping == Keeping.ENABLED
                ? new VersionId(Long.toUnsignedString(number * SHUFFLE, 36))
                : VersionId.NULL;
        Deque<Entry> history = histories.computeIfAbsent(key, first -> new ArrayDeque<>());
        if (id.equals(VersionId.NULL)) {
            history.removeIf(entry -> entry.id().equals(id));
        } else {
            made.put(id, number);
        }
        history.addFirst(new Entry(key, id, number, at, object));
    }

    Optional<MemoryObject> find(ObjectKey key, VersionId id) {
        return of(key).stream()
                .filter(entry -> entry.id().equals(id) && entry.object() != null)
                .findFirst()
                .map(Entry::object);
    }

    /** What is the newest then, unless that is a delete marker. */
    Optional<MemoryObject> remove(ObjectKey key, VersionId id) {
        Deque<Entry> history = of(key);
        history.removeIf(entry -> entry.id().equals(id));
        Entry newest = history.peekFirst();
        return Optional.ofNullable(newest == null ? null : newest.object());
    }

    void replaced(ObjectKey key, MemoryObject object, MemoryObject by) {
        Deque<Entry> history = of(key);
        List<Entry> entries = new ArrayList<>(history);
        history.clear();
        for (Entry entry : entries) {
            boolean same = entry.object() == object;
            history.addLast(same ? new Entry(key, entry.id(), entry.number(), entry.at(), by) : entry);
        }
    }

    /** Up to {@code most} entries. One behind a version that is gone goes on where that was. */
    List<Entry> page(String prefix, Optional<VersionCursor> behind, int most) {
        List<Entry> page = new ArrayList<>();
        String from = behind.map(VersionCursor::key).orElse("");
        boolean fromPrefix = from.isEmpty() || ObjectKey.compareUtf8(from, prefix) < 0;
        NavigableMap<ObjectKey, Deque<Entry>> rest = histories;
        if (!fromPrefix) {
            rest = histories.tailMap(new ObjectKey(from), !behind.get().id().isEmpty());
        } else if (!prefix.isEmpty()) {
            rest = histories.tailMap(new ObjectKey(prefix), true);
        }
        for (Map.Entry<ObjectKey, Deque<Entry>> history : rest.entrySet()) {
            if (!history.getKey().value().startsWith(prefix)) {
                break;
            }
            boolean midst = !fromPrefix && history.getKey().value().equals(from);
            long below = midst ? number(history.getValue(), behind.get().id()) : Long.MAX_VALUE;
            for (Entry entry : history.getValue()) {
                if (page.size() == most) {
                    return page;
                }
                if (entry.number() < below) {
                    page.add(entry);
                }
            }
        }
        return page;
    }

    private long number(Deque<Entry> history, String id) {
        return history.stream()
                .filter(entry -> entry.id().value().equals(id))
                .findFirst()
                .map(Entry::number)
                .orElseGet(() -> made.getOrDefault(new VersionId(id), Long.MAX_VALUE));
    }

    private Deque<Entry> of(ObjectKey key) {
        return histories.getOrDefault(key, new ArrayDeque<>());
    }
}
