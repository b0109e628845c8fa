package io.replicationhub.cli.run;

import io.replicationhub.cli.run.VersionTotals.Entries;
import io.replicationhub.cli.show.Findings;
import io.replicationhub.cli.show.ReportFile;
import io.replicationhub.cli.show.Words;
import io.replicationhub.history.HistoryListener;
import io.replicationhub.object.ETag;
import io.replicationhub.object.ListedVersion;
import io.replicationhub.object.ListedVersion.Content;
import io.replicationhub.object.ListedVersion.DeleteMarker;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.outcome.FailedTask;
import io.replicationhub.outcome.Movement;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.outcome.OutcomeTally;
import io.replicationhub.plan.Side;
import io.replicationhub.task.CopyTask;
import io.replicationhub.task.DeleteTask;
import io.replicationhub.task.HistoryTask;
import io.replicationhub.transfer.Halt;
import io.replicationhub.transfer.RunControl;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts how histories fare, notes it in the report, and gives a run up that fails too often. Thread-safe. */
final class VersionCounts implements HistoryListener {
    private static final int UNREADABLE_SHOWN = 20;

    private final LongAdder source = new LongAdder();
    private final LongAdder destination = new LongAdder();
    private final LongAdder sameObjects = new LongAdder();
    private final LongAdder extraObjects = new LongAdder();
    private final Count lacking = new Count();
    private final Count heldBack = new Count();
    private final LongAdder readableHeldBack = new LongAdder();
    private final LongAdder unreadable = new LongAdder();
    private final List<FailedTask> firstUnreadable = new ArrayList<>();
    private final OutcomeTally tally = new OutcomeTally();
    private final Findings findings = new Findings();
    private final AtomicLong failures = new AtomicLong();

    private final VersionsRun.Task task;
    private final @Nullable ReportFile report;
    private final RunControl run;
    private final OptionalInt mostFailures;

    /** @param mostFailures with which the run is given up */
    VersionCounts(VersionsRun.Task task, @Nullable ReportFile report, RunControl run, OptionalInt mostFailures) {
        this.task = task;
        this.report = report;
        this.run = run;
        this.mostFailures = mostFailures;
    }

    /** Of versions and delete markers. */
    private static final class Count {
        private final LongAdder versions = new LongAdder();
        private final LongAdder markers = new LongAdder();
        private final LongAdder bytes = new LongAdder();

        void add(ListedVersion entry) {
            (entry instanceof Content ? versions : markers).increment();
            bytes.add(size(entry));
        }

        Entries sum() {
            return new Entries(versions.sum(), markers.sum(), bytes.sum());
        }
    }

    /** So far. */
    VersionTotals totals() {
        return new VersionTotals(
                source.sum(),
                destination.sum(),
                sameObjects.sum(),
                extraObjects.sum(),
                lacking.sum(),
                heldBack.sum(),
                readableHeldBack.sum(),
                unreadable.sum(),
                firstUnreadable(),
                tally.summary());
    }

    private List<FailedTask> firstUnreadable() {
        synchronized (firstUnreadable) {
            return List.copyOf(firstUnreadable);
        }
    }

    /** Told of the bytes that are on their way. */
    Movement movement() {
        return tally;
    }

    Findings findings() {
        return findings;
    }

    @Override
    public void listed(Side side, int entries) {
        (side == Side.SOURCE ? source : destination).add(entries);
    }

    @Override
    public void same(ObjectKey key) {
        sameObjects.increment();
        if (report != null) {
            report.line(key, "same", -1, ETag.NONE, ETag.NONE, "");
        }
    }

    @Override
    public void lacking(ListedVersion version) {
        lacking.add(version);
        if (task != VersionsRun.Task.REPLICATE) {
            String what = version instanceof DeleteMarker ? "delete marker " : "version ";
            findings.add(version.key(), "missing", size(version), what + version.id());
            if (report != null) {
                report.version(version, "missing", size(version), ETag.NONE, "");
            }
        }
    }

    @Override
    public void settled(ListedVersion version, Outcome outcome) {
        tally.settled(
                switch (version) {
                    case Content content ->
                        new CopyTask(
                                version.key(), version.key(), content.object().stamp());
                    case DeleteMarker marker -> new DeleteTask(version.key(), version.key());
                },
                outcome);
        if (report != null) {
            report.settled(version, outcome);
        }
        if (outcome instanceof Outcome.Failed failed) {
            failed(failed);
        }
    }

    @Override
    public void heldBack(ListedVersion version) {
        heldBack.add(version);
        if (!(version instanceof Content content && content.object().archive().forbidsReading())) {
            readableHeldBack.increment();
        }
        if (report != null) {
            report.version(version, "held-back", -1, ETag.NONE, "an older entry of its object could not be carried");
        }
    }

    @Override
    public void unreadable(ObjectKey key, Outcome.Failed failure) {
        unreadable.increment();
        synchronized (firstUnreadable) {
            if (firstUnreadable.size() < UNREADABLE_SHOWN) {
                firstUnreadable.add(new FailedTask(new HistoryTask(key, key), failure));
            }
        }
        failed(failure);
        String why = Words.of(failure.failureClass()) + ": " + failure.reason();
        findings.add(key, "failed", 0, why);
        if (report != null) {
            report.line(key, "failed", -1, ETag.NONE, ETag.NONE, why);
        }
    }

    @Override
    public void extra(ObjectKey key) {
        extraObjects.increment();
        if (report != null && task != VersionsRun.Task.REPLICATE) {
            report.line(key, Findings.EXTRA, -1, ETag.NONE, ETag.NONE, "");
        }
    }

    private void failed(Outcome.Failed failed) {
        long seen = failures.incrementAndGet();
        if (mostFailures.isPresent() && seen >= mostFailures.getAsInt()) {
            run.halt(new Halt.TooManyFailures(seen, seen + " versions failed; the last: " + failed.reason()));
        }
    }

    private static long size(ListedVersion version) {
        return version instanceof Content content ? content.object().stamp().size() : 0;
    }
}
