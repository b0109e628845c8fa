package io.replicationhub.testkit.fault;

import io.replicationhub.journal.UploadJournal;
import io.replicationhub.journal.UploadRecord;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.StorageException;
import io.replicationhub.testkit.RequestKind;
import java.util.List;
import java.util.Optional;

/** A journal at whose door a process may die. Where a mishap fails in another way, the journal keeps that to itself. */
public final class FaultyJournal implements UploadJournal {
    private final UploadJournal inner;
    private final FaultScript script;

    public FaultyJournal(UploadJournal inner, FaultScript script) {
        this.inner = inner;
        this.script = script;
    }

    @Override
    public boolean remembers() {
        return inner.remembers();
    }

    @Override
    public boolean travels() {
        return inner.travels();
    }

    @Override
    public Optional<UploadRecord> find(String store, ObjectKey destination) {
        struck(new Request(RequestKind.FIND_RECORD, destination.value()), () -> {});
        return inner.find(store, destination);
    }

    @Override
    public void keep(UploadRecord upload) {
        struck(new Request(RequestKind.KEEP_RECORD, upload.destination().value()), () -> inner.keep(upload));
    }

    @Override
    public void forget(String store, ObjectKey destination) {
        struck(new Request(RequestKind.FORGET_RECORD, destination.value()), () -> inner.forget(store, destination));
    }

    @Override
    public List<UploadRecord> all(String store) {
        return inner.all(store);
    }

    private void struck(Request request, Runnable step) {
        try {
            String done = Struck.by(script, request, () -> {
                step.run();
                return "done";
            });
            assert !done.isEmpty();
        } catch (StorageException e) {
            // As a journal on a full disk: it goes on without remembering.
            return;
        }
    }
}
