package io.replicationhub.stackhooks;

import io.replicationhub.object.StorageException;
import io.replicationhub.storage.s3.BucketNotifications;
import io.replicationhub.storage.s3.BucketNotifications.Targets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes our rule among a bucket's rules. S3 has no way to write only if nothing has changed, so a change is read back:
 * where somebody else's write went over ours, it is made again on what they wrote. That theirs fell into the moment between
 * our reading and our writing cannot be seen; both are made right after one another.
 */
final class BucketRules {
    /** How often somebody else may come between. */
    static final int ATTEMPTS = 4;
    /** S3 may show the old configuration for a while (Amazon S3 User Guide, "Amazon S3 data consistency model"). */
    static final List<Duration> READ_BACK = List.of(
            Duration.ZERO, Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
    /** For a queue's new policy to be seen by S3: SQS takes up to 60 s (SQS API reference, SetQueueAttributes). */
    static final Duration POLICY_PATIENCE = Duration.ofSeconds(75);

    /** For a policy of our role that was made just now to count everywhere (IAM User Guide, "Troubleshoot IAM": eventual). */
    static final Duration RIGHT_PATIENCE = Duration.ofSeconds(45);

    private static final Duration BETWEEN = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(BucketRules.class);

    private final String place;
    private final BucketNotifications configuration;
    private final Deadline deadline;
    private final Duration right;

    /** @param right how long to wait for the right to it, where it may be new */
    BucketRules(String place, BucketNotifications configuration, Deadline deadline, Duration right) {
        this.place = place;
        this.configuration = configuration;
        this.deadline = deadline;
        this.right = right;
    }

    /** Puts a rule there and takes away whatever else goes by one of the ids. */
    void put(EventRule rule, Set<String> ids) throws HookFailed, StorageException, InterruptedException {
        settle(
                ids,
                Targets.CHECKED,
                document -> document.without(ids).with(rule),
                document -> document.has(rule) && !hasAny(document, ids, rule.id()));
    }

    void remove(Set<String> ids, Targets targets) throws HookFailed, StorageException, InterruptedException {
        settle(ids, targets, document -> document.without(ids), document -> !hasAny(document, ids, ""));
    }

    private interface Change {
        NotificationDocument in(NotificationDocument document) throws HookFailed;
    }

    private interface Goal {
        boolean reachedIn(NotificationDocument document) throws HookFailed;
    }

    private void settle(Set<String> ids, Targets targets, Change change, Goal goal)
            throws HookFailed, StorageException, InterruptedException {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            NotificationDocument before = read();
            if (goal.reachedIn(before)) {
                return;
            }
            NotificationDocument wanted = change.in(before);
            write(wanted, targets);
            for (Duration wait : READ_BACK) {
                if (!wait.isZero() && !deadline.pause(wait)) {
                    break;
                }
                NotificationDocument after = read();
                if (goal.reachedIn(after)) {
                    if (!after.agreesBeside(ids, wanted)) {
                        LOG.warn(
                                "Somebody else changed the notifications of {} at the same time; theirs and ours are both there",
                                place);
                    }
                    return;
                }
            }
            LOG.warn("Somebody else changed the notifications of {} at the same time: once more", place);
        }
        throw new HookFailed("the notifications of " + place
                + " were written over by somebody else each time; try again when nobody changes them");
    }

    private NotificationDocument read() throws HookFailed, StorageException, InterruptedException {
        Deadline allowed = deadline.within(right);
        while (true) {
            try {
                return NotificationDocument.read(configuration.read());
            } catch (StorageException.Denied e) {
                again(e, allowed);
            } catch (StorageException e) {
                if (!e.isTransient()) {
                    throw e;
                }
                again(e, deadline);
            }
        }
    }

    private void write(NotificationDocument document, Targets targets) throws StorageException, InterruptedException {
        Deadline allowed = deadline.within(right);
        Deadline patience = deadline.within(POLICY_PATIENCE);
        while (true) {
            try {
                configuration.write(document.text(), targets);
                return;
            } catch (StorageException.Denied e) {
                again(e, allowed);
            } catch (StorageException e) {
                if (!e.isTransient()
                        && !String.valueOf(e.getMessage()).contains("Unable to validate the following destination")) {
                    throw e;
                }
                again(e, patience);
            }
        }
    }

    private static void again(StorageException e, Deadline patience) throws StorageException, InterruptedException {
        if (!patience.pause(BETWEEN)) {
            throw e;
        }
        LOG.warn("{}: once more", e.getMessage());
    }

    private static boolean hasAny(NotificationDocument document, Set<String> ids, String but) throws HookFailed {
        for (String id : ids) {
            if (!id.equals(but) && document.hasId(id)) {
                return true;
            }
        }
        return false;
    }
}
