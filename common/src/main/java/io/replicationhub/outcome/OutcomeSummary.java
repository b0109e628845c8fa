package io.replicationhub.outcome;

import io.replicationhub.object.FailureClass;
import io.replicationhub.object.ObjectTrait;
import java.util.List;
import java.util.Map;

/**
 * How a run's tasks ended.
 *
 * @param copied objects, by the way they took
 * @param lost of these, objects that were copied without something, by what that is; one may stand there more than once
 * @param copiedBytes of these objects
 * @param movedBytes of objects and parts that reached the destination, were there before or are on their way; for progress
 * @param failed by class
 * @param firstFailures so many of them as are worth showing, in the order of happening
 */
public record OutcomeSummary(
        Map<Lane, Long> copied,
        Map<ObjectTrait, Long> lost,
        long copiedBytes,
        long movedBytes,
        long alreadyThere,
        long superseded,
        long sourceGone,
        long deleted,
        long alreadyGone,
        Map<SkipReason, Long> skipped,
        Map<FailureClass, Long> failed,
        List<FailedTask> firstFailures) {

    public OutcomeSummary {
        copied = Map.copyOf(copied);
        lost = Map.copyOf(lost);
        skipped = Map.copyOf(skipped);
        failed = Map.copyOf(failed);
        firstFailures = List.copyOf(firstFailures);
    }

    public long copiedObjects() {
        return sum(copied);
    }

    public long skippedObjects() {
        return sum(skipped);
    }

    public long failedObjects() {
        return sum(failed);
    }

    /** Whether another run may well do what this one could not: what it began is of use to that. */
    public boolean failedInPassing() {
        return failed.keySet().stream().anyMatch(FailureClass::isTransient);
    }

    public long settled() {
        return copiedObjects()
                + alreadyThere
                + superseded
                + sourceGone
                + deleted
                + alreadyGone
                + skippedObjects()
                + failedObjects();
    }

    private static long sum(Map<?, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
