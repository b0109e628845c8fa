package io.replicationhub.transfer;

import io.replicationhub.journal.UploadJournal;
import io.replicationhub.journal.UploadRecord;
import io.replicationhub.task.CopyTask;
import io.replicationhub.task.StartedUpload;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves what is known of open uploads from arriving tasks into the journal, and from there into the tasks that go on to
 * another worker. Does nothing where the journal's records do not travel with tasks. Thread-safe.
 */
final class Continuations {
    private static final Logger LOG = LoggerFactory.getLogger(Continuations.class);
    private final TransferSetup setup;
    private final UploadSessions sessions;

    Continuations(TransferSetup setup) {
        this.setup = setup;
        this.sessions = new UploadSessions(setup.destination(), setup.journal(), setup.persistence());
    }

    /** A record that is there already is of work under way here, and is the better one. */
    void arrived(CopyTask task) {
        if (journal().travels() && record(task).isEmpty()) {
            task.upload().ifPresent(started -> journal().keep(asRecord(task, started)));
        }
    }

    /** The task as it would go on now. */
    CopyTask of(CopyTask task) {
        if (!journal().travels()) {
            return task;
        }
        return record(task)
                .filter(record -> record.uploadId().isPresent())
                .map(record -> task.carrying(record.version(), asStarted(record)))
                .orElse(task);
    }

    /** The task goes on elsewhere. What another worker will make of it cannot be known here. */
    void departed(CopyTask task) {
        if (journal().travels()) {
            journal().forget(store(), task.destination());
        }
    }

    /** The task is settled, so an upload that it has left serves nobody. */
    void settled(CopyTask task, RunControl run) {
        if (!journal().travels()) {
            return;
        }
        Optional<UploadRecord> left = record(task);
        if (left.isEmpty()) {
            return;
        }
        try {
            sessions.giveUp(left.get(), run);
        } catch (SideFailure | WorkStopped e) {
            LOG.warn("An upload of {} is left open to the bucket's rules", task.destination(), e);
            journal().forget(store(), task.destination());
        }
    }

    private Optional<UploadRecord> record(CopyTask task) {
        return journal().find(store(), task.destination());
    }

    private UploadJournal journal() {
        return setup.journal();
    }

    private String store() {
        return setup.destination().store().description();
    }

    private UploadRecord asRecord(CopyTask task, StartedUpload started) {
        return new UploadRecord(
                store(),
                task.destination(),
                task.source(),
                task.stamp(),
                started.partBytes(),
                started.settings(),
                Optional.of(started.id()),
                started.held(),
                started.begun());
    }

    private static StartedUpload asStarted(UploadRecord record) {
        return new StartedUpload(
                record.uploadId().orElseThrow(),
                record.partBytes(),
                record.held(),
                record.intended(),
                record.settings());
    }
}
