package io.replicationhub.object;

import io.replicationhub.object.ObjectVersions.Keeping;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a store tells of a bucket's settings. Looked at once, by who prepares a run or looks for what is wrong; no run
 * depends on it. As with {@link ObjectStore}, calls block and make one attempt.
 *
 * <p>Each call may throw {@link StorageException.Denied} where its settings may not be read, and
 * {@link StorageException.Rejected} where the store does not know what is asked: then nothing is known.
 */
public interface BucketFacts extends AutoCloseable {
    /** What the store's clock says, in whole seconds, whatever else it answers; a refusal has the time, too. */
    Instant time() throws StorageException;

    Keeping keeping() throws StorageException;

    /** How the bucket locks its objects; empty where it locks none. */
    Optional<ObjectLock> lock() throws StorageException;

    /** The rules in force by which uploads that are never completed are given up; none where there are no rules. */
    List<UploadExpiry> uploadExpiries() throws StorageException;

    /** Who owns what is written, and whether objects have ACLs; empty where the bucket does not say. */
    Optional<Ownership> ownership() throws StorageException;

    /** Who is told of changes. */
    List<Notification> notifications() throws StorageException;

    @Override
    void close();

    /**
     * Object Lock is on.
     *
     * @param retention how long a new version cannot be removed; empty where only those are held that say so themselves
     */
    record ObjectLock(Optional<Retention> retention) {}

    /**
     * A default retention.
     *
     * @param mode {@code GOVERNANCE} or {@code COMPLIANCE}
     */
    record Retention(String mode, int days) {}

    /** Uploads under a prefix are given up so many days after they were begun. */
    record UploadExpiry(String prefix, int days) {}

    /** Source: S3 User Guide, "Controlling ownership of objects and disabling ACLs for your bucket". */
    enum Ownership {
        /** The bucket's owner owns all, and ACLs are refused. */
        BUCKET_OWNER_ENFORCED,
        /** The bucket's owner owns what is written with {@code bucket-owner-full-control}. */
        BUCKET_OWNER_PREFERRED,
        /** Each object belongs to the account that wrote it. */
        OBJECT_WRITER
    }

    /**
     * Somebody is told of changes.
     *
     * @param target an ARN; {@link #EVENT_BRIDGE} for EventBridge
     * @param events names with wildcards, {@code s3:ObjectCreated:*}; none for EventBridge, which is told of all
     */
    record Notification(String target, Set<String> events) {
        public static final String EVENT_BRIDGE = "EventBridge";

        public Notification {
            events = Set.copyOf(events);
        }

        /** Whether it is told of at least some events of a kind: {@code s3:ObjectCreated:}. */
        public boolean tellsOf(String kind) {
            return target.equals(EVENT_BRIDGE) || events.stream().anyMatch(event -> event.startsWith(kind));
        }
    }
}
