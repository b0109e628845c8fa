package io.replicationhub.history;

import io.replicationhub.journal.UploadJournal;
import io.replicationhub.journal.UploadRecord;
import io.replicationhub.object.ObjectKey;
import java.util.List;
import java.util.Optional;

/**
 * Remembers of uploads of versions for which one they are. Two versions of the same bytes are told apart by their names
 * alone, and an upload bears the name from its beginning.
 */
record VersionJournal(UploadJournal journal, VersionsUnderWay underWay) implements UploadJournal {
    private static final String NAMED = " version ";

    @Override
    public boolean remembers() {
        return journal.remembers();
    }

    @Override
    public boolean travels() {
        return journal.travels();
    }

    /** One of another version is found too, with settings that nobody goes on with: then it is given up. */
    @Override
    public Optional<UploadRecord> find(String store, ObjectKey destination) {
        String name = NAMED + underWay.to(destination).name();
        return journal.find(store, destination)
                .map(found -> found.settings().endsWith(name)
                        ? found.by(
                                found.settings().substring(0, found.settings().length() - name.length()))
                        : found);
    }

    @Override
    public void keep(UploadRecord upload) {
        journal.keep(upload.by(
                upload.settings() + NAMED + underWay.to(upload.destination()).name()));
    }

    @Override
    public void forget(String store, ObjectKey destination) {
        journal.forget(store, destination);
    }

    @Override
    public List<UploadRecord> all(String store) {
        return journal.all(store);
    }
}
