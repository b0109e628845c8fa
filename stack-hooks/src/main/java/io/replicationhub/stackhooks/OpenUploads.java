package io.replicationhub.stackhooks;

import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.OpenUpload;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.Uploaders;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Aborts what the stack's workers began and nobody will finish. It would cost storage unseen. */
final class OpenUploads {
    /** For a name that nobody knows: a name service that stumbles is over it by then, and a wrong name stays one. */
    static final Duration NAME_MOST = Duration.ofSeconds(60);

    private static final Duration BETWEEN = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(OpenUploads.class);

    private final Stores stores;
    private final Deadline deadline;

    OpenUploads(Stores stores, Deadline deadline) {
        this.stores = stores;
        this.deadline = deadline;
    }

    /** Opens buckets by the function's own role; the region may be empty. */
    interface Stores {
        ObjectStore open(String bucket, String region);
    }

    /**
     * Aborts the uploads under a prefix that a role began, however young.
     *
     * @param region of the bucket; empty where it is to be found out
     * @return what there is to say where it could not be done and never can
     * @throws HookFailed where it may be done at the next try
     */
    Optional<String> abort(String bucket, String region, String prefix, String role)
            throws HookFailed, InterruptedException {
        if (bucket.isEmpty() || role.isEmpty()) {
            return Optional.empty();
        }
        Uploaders ours = new Uploaders(List.of(role));
        Deadline named = deadline.within(NAME_MOST);
        try (ObjectStore store = stores.open(bucket, region)) {
            while (true) {
                try {
                    LOG.info("Aborted {} unfinished uploads to s3://{}", abort(store, prefix, ours), bucket);
                    return Optional.empty();
                } catch (StorageException.Missing e) {
                    LOG.info("The bucket {} is gone, and its uploads with it", bucket);
                    return Optional.empty();
                } catch (StorageException e) {
                    boolean nowhere = e.getCause() instanceof UnknownHostException;
                    if (e.isTransient() && (nowhere ? named : deadline).pause(BETWEEN)) {
                        continue;
                    }
                    if (e.isTransient() && !nowhere) {
                        throw new HookFailed(
                                "unfinished uploads could not be aborted just now, delete the stack once more: "
                                        + e.getMessage(),
                                e);
                    }
                    LOG.error("Unfinished uploads to s3://{} stay", bucket, e);
                    return Optional.of(
                            "unfinished uploads stay in s3://" + bucket + '/' + prefix + ": " + e.getMessage());
                }
            }
        }
    }

    private static int abort(ObjectStore store, String prefix, Uploaders ours) throws StorageException {
        int aborted = 0;
        for (OpenUpload upload : store.uploads().open(prefix)) {
            if (ours.began(upload)) {
                store.uploads().abort(upload.upload());
                aborted++;
            }
        }
        return aborted;
    }
}
