package io.replicationhub.history;

import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.OpenUpload;
import io.replicationhub.object.UploadId;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.transfer.Party;
import io.replicationhub.transfer.Persistence;
import io.replicationhub.transfer.RunControl;
import io.replicationhub.transfer.SideFailure;
import io.replicationhub.transfer.WorkStopped;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps all but one worker from the history of a key, wherever they run, by means of the destination alone. A claim is an
 * upload in parts to that very key, which nobody sees and which is never completed. Its owner has the key when it is the
 * only one there: claims are made before the uploads are listed, and aborted after the last write, so of two owners whose
 * times overlapped the later would have listed the earlier's. This takes listings of uploads that show at once what was
 * begun before (S3, radosgw and MinIO keep them so).
 *
 * <p>A worker that dies leaves its claim, so claims count for {@link #LEASE} only, by the store's own clock; and nobody
 * may begin anything for longer than {@link #HELD} after he began to claim. Any other open upload of the key counts as a
 * claim too. Thread-safe.
 */
final class KeyClaims {
    /** For so long a key may be worked on under one claim. */
    static final Duration HELD = Duration.ofMinutes(14);
    /**
     * For so long a claim counts. More than {@link #HELD} by what the last request may take, which is begun within it. A
     * Lambda, which is ended after 15 minutes, is over by then.
     */
    static final Duration LEASE = Duration.ofMinutes(20);

    private static final Logger LOG = LoggerFactory.getLogger(KeyClaims.class);
    /** Who came first looks so often whether the others have given way. */
    private static final int LOOKS = 4;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);
    private static final Comparator<OpenUpload> FIRST_COME = Comparator.comparing(OpenUpload::initiated)
            .thenComparing(open -> open.upload().id());

    private final Party destination;
    private final Persistence persistence;
    private final WriteOptions options;

    /** @param options of what is written: a bucket may refuse uploads without */
    KeyClaims(Party destination, Persistence persistence, WriteOptions options) {
        this.destination = destination;
        this.persistence = persistence;
        this.options = options;
    }

    /**
     * Claims a key.
     *
     * @param begun an upload that came with the task, and is nobody's claim
     * @return the claim, to be released; empty where another has the key
     */
    Optional<UploadId> take(ObjectKey key, Optional<UploadId> begun, RunControl run) throws SideFailure, WorkStopped {
        UploadId claim = persistence.insist(
                run, () -> destination.ask(store -> store.uploads().create(key, ObjectMetadata.NONE, options)));
        boolean taken = false;
        try {
            taken = isAlone(claim, begun, run);
        } finally {
            if (!taken) {
                release(claim, run);
            }
        }
        return taken ? Optional.of(claim) : Optional.empty();
    }

    /** Others may have the key. A claim that cannot be released keeps them off until its lease is over. */
    void release(UploadId claim, RunControl run) {
        try {
            Uploads.abort(claim, destination, persistence, run);
        } catch (SideFailure | WorkStopped e) {
            LOG.warn("{} stays claimed for {} minutes: {}", claim.key(), LEASE.toMinutes(), e.getMessage());
        }
    }

    private boolean isAlone(UploadId claim, Optional<UploadId> begun, RunControl run) throws SideFailure, WorkStopped {
        for (int look = 1; ; look++) {
            List<OpenUpload> open =
                    persistence
                            .insist(
                                    run,
                                    () -> destination.ask(store ->
                                            store.uploads().open(claim.key().value())))
                            .stream()
                            .filter(upload -> upload.upload().key().equals(claim.key()))
                            .toList();
            Optional<OpenUpload> own = open.stream()
                    .filter(upload -> upload.upload().equals(claim))
                    .findFirst();
            if (own.isEmpty()) {
                // Somebody cleared up, and those who come now see nothing of us.
                return false;
            }
            List<OpenUpload> others = open.stream()
                    .filter(upload -> !upload.equals(own.get())
                            && !begun.equals(Optional.of(upload.upload()))
                            && !upload.initiated()
                                    .isBefore(own.get().initiated().minus(LEASE)))
                    .toList();
            if (others.isEmpty()) {
                return true;
            }
            boolean first = others.stream().allMatch(other -> FIRST_COME.compare(own.get(), other) < 0);
            if (!first || look == LOOKS) {
                return false;
            }
            rest(run);
        }
    }

    /** Those who came later give way by themselves. */
    private void rest(RunControl run) throws WorkStopped {
        run.check();
        try {
            persistence.sleeper().sleep(BETWEEN_LOOKS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WorkStopped();
        }
    }
}
