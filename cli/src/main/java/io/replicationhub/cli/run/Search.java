package io.replicationhub.cli.run;

import io.replicationhub.cli.show.ReportFile;
import io.replicationhub.object.ListedObject;
import io.replicationhub.outcome.SkipReason;
import io.replicationhub.plan.Amount;
import io.replicationhub.plan.DiffSummary;
import io.replicationhub.plan.Difference;
import io.replicationhub.plan.Side;
import io.replicationhub.send.DeleteDecision;
import io.replicationhub.send.SendListener;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** How far the looking for work is; notes what is the same in the report. Thread-safe. */
final class Search implements SendListener {
    private final @Nullable ReportFile report;
    private final LongAdder listed = new LongAdder();
    private final LongAdder objectsToCopy = new LongAdder();
    private final LongAdder objectsArchived = new LongAdder();
    private final LongAdder bytesToCopy = new LongAdder();
    private volatile @Nullable DiffSummary summary;
    private volatile DeleteDecision deletes = DeleteDecision.NOT_ASKED;

    Search(@Nullable ReportFile report) {
        this.report = report;
    }

    @Override
    public void listed(Side side, Amount more) {
        if (side == Side.SOURCE) {
            listed.add(more.objects());
        }
    }

    @Override
    public void found(Difference difference) {
        if (difference instanceof Difference.ToCopy wanted) {
            toCopy(wanted.source());
        } else if (difference instanceof Difference.Archived archived) {
            skip(archived.source());
        }
    }

    private void skip(ListedObject archived) {
        objectsArchived.increment();
        if (report != null) {
            report.skipped(archived, SkipReason.ARCHIVED);
        }
    }

    private void toCopy(ListedObject source) {
        objectsToCopy.increment();
        bytesToCopy.add(source.stamp().size());
    }

    @Override
    public void same(ListedObject source, ListedObject destination) {
        if (report != null) {
            report.line(
                    source.key(),
                    "same",
                    source.stamp().size(),
                    source.stamp().etag(),
                    destination.stamp().etag(),
                    "");
        }
    }

    @Override
    public void restarted(Side unordered) {
        listed.reset();
        objectsToCopy.reset();
        objectsArchived.reset();
        bytesToCopy.reset();
        if (report != null) {
            report.retractCompared();
        }
    }

    @Override
    public void listingDone(DiffSummary diff) {
        summary = diff;
    }

    @Override
    public void deletesDecided(DeleteDecision decision) {
        deletes = decision;
        if (decision instanceof DeleteDecision.Allowed allowed) {
            objectsToCopy.add(allowed.extra().objects());
        }
    }

    DeleteDecision deletes() {
        return deletes;
    }

    long listed() {
        return listed.sum();
    }

    /** Left alone because the listing showed that they lie in an archive. */
    long archived() {
        return objectsArchived.sum();
    }

    /** Those to delete among them. */
    long objectsToCopy() {
        return objectsToCopy.sum();
    }

    long bytesToCopy() {
        return bytesToCopy.sum();
    }

    /** Once both sides have been listed to their ends. */
    Optional<DiffSummary> summary() {
        return Optional.ofNullable(summary);
    }
}
