package io.replicationhub.journal;

import io.replicationhub.object.ObjectKey;
import java.util.List;
import java.util.Optional;

/**
 * Remembers open uploads beyond the end of the process, at most one for each destination key. A journal that fails to
 * remember costs bytes that are sent again, never correctness; so its failures are its own to report. Thread-safe.
 */
public interface UploadJournal {
    /** Whether what is kept outlives the process. Where it does not, an upload that is given up is aborted. */
    boolean remembers();

    /** Whether what is kept goes along with tasks that are sent anew, and with a settled task comes to nothing. */
    default boolean travels() {
        return false;
    }

    Optional<UploadRecord> find(String store, ObjectKey destination);

    /** Keeps a record, in place of an earlier one of the same key; durable when it returns. */
    void keep(UploadRecord upload);

    /** The upload was completed or aborted. */
    void forget(String store, ObjectKey destination);

    /** Everything that is kept for a store. */
    List<UploadRecord> all(String store);

    /** Forgets everything. */
    UploadJournal NONE = new UploadJournal() {
        @Override
        public boolean remembers() {
            return false;
        }

        @Override
        public Optional<UploadRecord> find(String store, ObjectKey destination) {
            return Optional.empty();
        }

        @Override
        public void keep(UploadRecord upload) {}

        @Override
        public void forget(String store, ObjectKey destination) {}

        @Override
        public List<UploadRecord> all(String store) {
            return List.of();
        }
    };
}
