package io.replicationhub.jobsender;

import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.OpenUpload;
import io.replicationhub.object.StorageException;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Aborts unfinished uploads that nobody will finish. Stores say of an open upload its key, its id and when it began, and
 * not who began it or with what metadata; so ours cannot be told from another program's. That is why this is off unless
 * an age is set, and why it keeps to the destination prefix: whoever sets it says that the prefix is the hub's alone.
 */
final class StaleUploads {
    private static final Logger LOG = LoggerFactory.getLogger(StaleUploads.class);

    private final ObjectStore destination;
    private final String prefix;

    StaleUploads(ObjectStore destination, String prefix) {
        this.destination = destination;
        this.prefix = prefix;
    }

    /** Aborts what began before a moment and returns how many that were. Failures are logged and left to the next run. */
    int abortBegunBefore(Instant moment) {
        int aborted = 0;
        try {
            for (OpenUpload upload : destination.uploads().open(prefix)) {
                if (upload.initiated().isBefore(moment)) {
                    destination.uploads().abort(upload.upload());
                    aborted++;
                    LOG.info(
                            "Aborted the upload of {} begun at {}",
                            upload.upload().key(),
                            upload.initiated());
                }
            }
        } catch (StorageException e) {
            LOG.warn("Unfinished uploads could not be cleared up: {}", e.getMessage());
        }
        return aborted;
    }
}
