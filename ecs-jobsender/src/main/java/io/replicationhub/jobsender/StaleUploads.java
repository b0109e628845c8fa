package io.replicationhub.jobsender;

import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.OpenUpload;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.Uploaders;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Aborts unfinished uploads that nobody will finish. Stores that know who began an upload say so, and where it is set whose
 * uploads are ours, nobody else's is touched. Where it is not, ours cannot be told from another program's: whoever sets an
 * age then says that the prefix is the hub's alone. Either way it is off unless an age is set, and keeps to the prefix.
 */
final class StaleUploads {
    private static final Logger LOG = LoggerFactory.getLogger(StaleUploads.class);

    private final ObjectStore destination;
    private final String prefix;
    private final Optional<Uploaders> ours;

    StaleUploads(ObjectStore destination, String prefix, Optional<Uploaders> ours) {
        this.destination = destination;
        this.prefix = prefix;
        this.ours = ours;
    }

    /**
     * Aborts what began before a moment and has had no part since, and returns how many that were. Failures are logged and
     * left to the next run.
     */
    int abortUntouchedSince(Instant moment) {
        int aborted = 0;
        int others = 0;
        try {
            for (OpenUpload upload : destination.uploads().open(prefix)) {
                if (!upload.initiated().isBefore(moment)) {
                    continue;
                }
                if (ours.isPresent() && !ours.get().began(upload)) {
                    others++;
                    continue;
                }
                if (cameOn(upload, moment)) {
                    LOG.info(
                            "The upload of {} begun at {} is still going on",
                            upload.upload().key(),
                            upload.initiated());
                    continue;
                }
                destination.uploads().abort(upload.upload());
                aborted++;
                LOG.info("Aborted the upload of {} begun at {}", upload.upload().key(), upload.initiated());
            }
        } catch (StorageException e) {
            LOG.warn("Unfinished uploads could not be cleared up: {}", e.getMessage());
        }
        if (others > 0) {
            LOG.info(
                    "{} unfinished uploads from before {} were not begun by {} and are left alone",
                    others,
                    moment,
                    ours.map(Uploaders::toString).orElse("us"));
        }
        return aborted;
    }

    /** A large object over a slow line may take longer than the age, from one invocation to the next. */
    private boolean cameOn(OpenUpload upload, Instant moment) throws StorageException {
        try {
            return destination.uploads().parts(upload.upload()).stream()
                    .anyMatch(part ->
                            part.written().isPresent() && !part.written().get().isBefore(moment));
        } catch (StorageException.Missing ended) {
            // To abort what has ended does nothing.
            return false;
        }
    }
}
