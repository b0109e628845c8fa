package io.replicationhub.journal;

import io.replicationhub.object.ObjectKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Records in memory. Who extends it says what they outlive, and where they go. */
public abstract class RecordsInMemory implements UploadJournal {
    private final Map<Place, UploadRecord> records = new ConcurrentHashMap<>();

    private record Place(String store, ObjectKey destination) {}

    @Override
    public boolean remembers() {
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
