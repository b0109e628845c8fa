package io.replicationhub.cli.run;

import io.replicationhub.outcome.FailedTask;
import io.replicationhub.outcome.OutcomeSummary;
import io.replicationhub.outcome.SkipReason;
import java.util.List;
import java.util.stream.Stream;

/**
 * How many entries of histories were met, and what became of them.
 *
 * @param source entries read of it
 * @param destination entries read of it
 * @param sameObjects of which the destination has the whole history
 * @param extraObjects that only the destination has
 * @param lacking at the destination when it was looked at
 * @param heldBack of the lacking, not tried because an older entry could not be carried
 * @param readableHeldBack of these, entries that lie in no archive themselves
 * @param unreadableObjects of which the histories could not be read
 * @param firstUnreadable the first of them
 * @param outcomes of the lacking entries that were tried
 */
record VersionTotals(
        long source,
        long destination,
        long sameObjects,
        long extraObjects,
        Entries lacking,
        Entries heldBack,
        long readableHeldBack,
        long unreadableObjects,
        List<FailedTask> firstUnreadable,
        OutcomeSummary outcomes) {

    /** @param bytes of the versions; delete markers have none */
    record Entries(long versions, long markers, long bytes) {
        long count() {
            return versions + markers;
        }
    }

    long failed() {
        return outcomes.failedObjects() + unreadableObjects;
    }

    List<FailedTask> firstFailures() {
        return Stream.concat(outcomes.firstFailures().stream(), firstUnreadable.stream())
                .toList();
    }

    long archived() {
        return outcomes.skipped().getOrDefault(SkipReason.ARCHIVED, 0L);
    }

    boolean lacksNothing() {
        return lacking.count() + unreadableObjects == 0;
    }

    /** Whether nothing was left behind but archived versions, and what is newer of their objects. */
    boolean leftOnlyArchives() {
        return failed() + outcomes.superseded() == 0 && outcomes.skippedObjects() == archived();
    }
}
