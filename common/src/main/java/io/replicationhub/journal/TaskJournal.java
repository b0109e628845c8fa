package io.replicationhub.journal;

import io.replicationhub.object.ObjectKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers open uploads only while their tasks are with this process: what is left of a task takes its upload along on
 * the queue, and whoever receives it next finds it there. For workers that have no disk and no long life.
 */
public final class TaskJournal implements UploadJournal {
    private final Map<Place, UploadRecord> records = new ConcurrentHashMap<>();

    private record Place(String store, ObjectKey destination) {}

    @Override
    public boolean remembers() {
        return true;
    }

    @Override
    public boolean travels() {
        return true;
    }

    @Override
    public Optional<UploadRecord> find(String store, ObjectKey destination) {
        return Optional.ofNullable(records.get(new Place(store, destination)));
    }

    @Override
    public void keep(UploadRecord upload) {
        records.put(new Place(upload.store(), upload.destination()), upload);
    }

    @Override
    public void forget(String store, ObjectKey destination) {
        records.remove(new Place(store, destination));
    }

    @Override
    public List<UploadRecord> all(String store) {
        return records.values().stream()
                .filter(upload -> upload.store().equals(store))
                .toList();
    }
}
