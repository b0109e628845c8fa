package io.replicationhub.transfer;

import io.replicationhub.journal.UploadJournal;
import io.replicationhub.journal.UploadRecord;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.OpenUpload;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.UploadId;
import io.replicationhub.object.UploadedPart;
import io.replicationhub.plan.PartPlan;
import io.replicationhub.transfer.Carried.Made;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Begins uploads, carries on with remembered ones, and gives up what cannot be carried on with. */
final class UploadSessions {
    /** The destination's clock may be behind ours by so much. */
    private static final Duration CLOCKS = Duration.ofMinutes(1);
    /** In place of a record's settings: no upload is wanted so. */
    private static final String WRONG = "wrong parts";

    private final Party destination;
    private final UploadJournal journal;
    private final Persistence persistence;

    UploadSessions(Party destination, UploadJournal journal, Persistence persistence) {
        this.destination = destination;
        this.journal = journal;
        this.persistence = persistence;
    }

    /** @param wanted what is to be uploaded; remembered before the store is asked, and again once it has answered */
    UploadSession begin(UploadRecord wanted, PartPlan layout, Carried carried, CarriedWrites writes, RunControl run)
            throws SideFailure, WorkStopped {
        Optional<UploadRecord> earlier = journal.find(wanted.store(), wanted.destination());
        if (earlier.isPresent()) {
            Optional<UploadSession> resumed = resume(earlier.get(), wanted, layout, carried, run);
            if (resumed.isPresent()) {
                return resumed.get();
            }
            giveUp(earlier.get(), run);
        }
        journal.keep(wanted);
        AtomicInteger asked = new AtomicInteger();
        Made<UploadId> made = create(wanted, carried, writes, asked, run);
        UploadId upload = made.result();
        if (asked.get() > 1) {
            // Before its id is remembered: who is cut off here finds all of them by the intention, and this one is
            // empty.
            abortOthers(wanted, upload, run);
        }
        journal.keep(wanted.begun(upload.id()));
        return new UploadSession(upload, List.of(), made.lost());
    }

    /** The upload stays as it is, for whoever carries on; noted where it travels on with its task. */
    void left(UploadRecord record, UploadId upload, int held) {
        if (journal.travels()) {
            journal.find(record.store(), record.destination())
                    .filter(found -> found.uploadId().equals(Optional.of(upload.id())))
                    .ifPresent(found -> journal.keep(found.holding(held)));
        }
    }

    /** An upload of this version that is remembered, if it has an id. */
    Optional<UploadRecord> earlier(Version version) {
        return journal.find(destination.store().description(), version.destination())
                .filter(found -> found.uploadId().isPresent() && found.isOf(version.key(), version.stamp()));
    }

    void completed(UploadRecord record) {
        journal.forget(record.store(), record.destination());
    }

    /** Aborts; when that fails, the upload stays remembered, and the failure is told along with the cause. */
    void abort(UploadRecord record, UploadId upload, RunControl run, Throwable cause) {
        try {
            abort(upload, run);
            journal.forget(record.store(), record.destination());
        } catch (SideFailure | WorkStopped e) {
            cause.addSuppressed(e);
        }
    }

    /** Aborts an upload whose parts are wrong. Whatever comes of that, and whenever the process ends, nobody goes on with it. */
    void abortWrong(UploadRecord record, UploadId upload, RunControl run, Throwable cause) {
        journal.keep(record.begun(upload.id()).by(WRONG));
        abort(record, upload, run, cause);
    }

    /** Ends a remembered upload and forgets it. What the store refuses for good is left to its own clearing up. */
    void giveUp(UploadRecord record, RunControl run) throws SideFailure, WorkStopped {
        try {
            if (record.uploadId().isPresent()) {
                abort(new UploadId(record.destination(), record.uploadId().get()), run);
            } else {
                abortStrays(record.destination(), record.intended(), Optional.empty(), run);
            }
        } catch (SideFailure e) {
            if (e.failure().isTransient()) {
                throw e;
            }
        }
        journal.forget(record.store(), record.destination());
    }

    private Optional<UploadSession> resume(
            UploadRecord earlier, UploadRecord wanted, PartPlan layout, Carried carried, RunControl run)
            throws SideFailure, WorkStopped {
        if (earlier.uploadId().isEmpty() || !earlier.continues(wanted)) {
            return Optional.empty();
        }
        UploadId upload = new UploadId(earlier.destination(), earlier.uploadId().get());
        try {
            List<UploadedPart> there = persistence.insist(
                    run, () -> destination.ask(store -> store.uploads().parts(upload)));
            return Optional.of(new UploadSession(upload, sound(there, layout), carried.lost()));
        } catch (SideFailure e) {
            if (e.failure() instanceof StorageException.Missing) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static List<UploadedPart> sound(List<UploadedPart> there, PartPlan layout) {
        return there.stream()
                .filter(part -> part.number() >= 1
                        && part.number() <= layout.parts()
                        && part.size() == layout.range(part.number()).length())
                .toList();
    }

    /** @param asked counts how often: an answer that was lost may have left an upload that nobody knows */
    private Made<UploadId> create(
            UploadRecord wanted, Carried carried, CarriedWrites writes, AtomicInteger asked, RunControl run)
            throws SideFailure, WorkStopped {
        try {
            return persistence.insist(run, () -> {
                asked.incrementAndGet();
                return writes.write(
                        carried,
                        less -> destination.ask(store ->
                                store.uploads().create(wanted.destination(), less.metadata(), less.options())));
            });
        } catch (SideFailure e) {
            if (asked.get() == 1 && !e.failure().isTransient()) {
                // Refused at once: there is none.
                journal.forget(wanted.store(), wanted.destination());
            }
            throw e;
        }
    }

    private void abortOthers(UploadRecord wanted, UploadId but, RunControl run) throws WorkStopped {
        try {
            abortStrays(wanted.destination(), wanted.intended(), Optional.of(but), run);
        } catch (SideFailure e) {
            // Not worth failing for: the upload that we know of is good, and strays are swept by the bucket's rules.
        }
    }

    private void abortStrays(ObjectKey key, Instant since, Optional<UploadId> but, RunControl run)
            throws SideFailure, WorkStopped {
        for (OpenUpload stray : open(key, run)) {
            boolean ours = stray.upload().key().equals(key)
                    && !stray.initiated().isBefore(since.minus(CLOCKS))
                    && !but.equals(Optional.of(stray.upload()));
            if (ours) {
                abort(stray.upload(), run);
            }
        }
    }

    /** None where the store does not tell us: whoever may write need not be allowed to list uploads, and loses little. */
    private List<OpenUpload> open(ObjectKey key, RunControl run) throws SideFailure, WorkStopped {
        return persistence.insist(run, () -> {
            try {
                return destination.ask(store -> store.uploads().open(key.value()));
            } catch (SideFailure e) {
                if (e.failure().isTransient()) {
                    throw e;
                }
                return List.of();
            }
        });
    }

    private void abort(UploadId upload, RunControl run) throws SideFailure, WorkStopped {
        if (run.isStopping()) {
            abortOnce(upload);
        } else {
            persistence.insist(run, () -> abortOnce(upload));
        }
    }

    private UploadId abortOnce(UploadId upload) throws SideFailure {
        return destination.ask(store -> {
            store.uploads().abort(upload);
            return upload;
        });
    }
}
