package io.replicationhub.cli.run;

import io.replicationhub.cli.show.Findings;
import io.replicationhub.cli.show.ReportFile;
import io.replicationhub.history.HistoryListener;
import io.replicationhub.object.ETag;
import io.replicationhub.object.ListedVersion;
import io.replicationhub.object.ListedVersion.Content;
import io.replicationhub.object.ListedVersion.DeleteMarker;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.outcome.OutcomeTally;
import io.replicationhub.plan.Side;
import io.replicationhub.task.CopyTask;
import io.replicationhub.task.DeleteTask;
import io.replicationhub.transfer.Halt;
import io.replicationhub.transfer.RunControl;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts how histories fare, and writes it to the report. Thread-safe. */
final class VersionCounts implements HistoryListener {
    final LongAdder source = new LongAdder();
    final LongAdder destination = new LongAdder();
    final LongAdder sameObjects = new LongAdder();
    final LongAdder extraObjects = new LongAdder();
    final LongAdder versions = new LongAdder();
    final LongAdder markers = new LongAdder();
    final LongAdder bytes = new LongAdder();
    final LongAdder unreadable = new LongAdder();
    final LongAdder heldVersions = new LongAdder();
    final LongAdder heldMarkers = new LongAdder();
    final LongAdder heldBytes = new LongAdder();
    /** Of them, those that lie in no archive themselves. */
    final LongAdder heldReadable = new LongAdder();

    final OutcomeTally tally = new OutcomeTally();
    final Findings findings = new Findings();
    private final VersionsRun.Task task;
    private final @Nullable ReportFile report;

    private final RunControl run;
    private final OptionalInt mostFailures;
    private final AtomicLong failures = new AtomicLong();

    /** @param mostFailures with which the run is given up */
    VersionCounts(VersionsRun.Task task, @Nullable ReportFile report, RunControl run, OptionalInt mostFailures) {
        this.task = task;
        this.run = run;
        this.mostFailures = mostFailures;
        this.report = report;
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
        long size =
                version instanceof Content content ? content.object().stamp().size() : 0;
        (version instanceof Content ? versions : markers).increment();
        bytes.add(size);
        if (task != VersionsRun.Task.REPLICATE) {
            String what = version instanceof DeleteMarker ? "delete marker " : "version ";
            findings.add(version.key(), "missing", size, what + version.id());
            if (report != null) {
                report.version(version, "missing", size, ETag.NONE, "");
            }
        }
    }

    @Override
    public void settled(ListedVersion version, Outcome outcome) {
        switch (version) {
            case Content content ->
                tally.settled(
                        new CopyTask(
                                version.key(), version.key(), content.object().stamp()),
                        outcome);
            case DeleteMarker marker -> tally.settled(new DeleteTask(version.key(), version.key()), outcome);
        }
        if (report != null) {
            write(version, outcome, report);
        }
        if (outcome instanceof Outcome.Failed failed) {
            failed(failed);
        }
    }

    @Override
    public void heldBack(ListedVersion version) {
        if (version instanceof Content content) {
            heldVersions.increment();
            heldBytes.add(content.object().stamp().size());
        } else {
            heldMarkers.increment();
        }
        if (!(version instanceof Content content && content.object().archive().forbidsReading())) {
            heldReadable.increment();
        }
        if (report != null) {
            report.version(version, "held-back", -1, ETag.NONE, "an older entry of its object could not be carried");
        }
    }

    private void failed(Outcome.Failed failed) {
        long seen = failures.incrementAndGet();
        if (mostFailures.isPresent() && seen >= mostFailures.getAsInt()) {
            run.halt(new Halt.TooManyFailures(seen, seen + " versions failed; the last: " + failed.reason()));
        }
    }

    private static void write(ListedVersion version, Outcome outcome, ReportFile into) {
        switch (outcome) {
            case Outcome.Copied copied ->
                into.version(
                        version, "copied", copied.bytes(), copied.destination(), lower(copied.lane()), copied.lost());
            case Outcome.AlreadyThere there -> into.version(version, "already-there", -1, there.destination(), "");
            case Outcome.Deleted deleted -> into.version(version, "deleted", -1, ETag.NONE, "");
            case Outcome.AlreadyGone gone -> into.version(version, "already-gone", -1, ETag.NONE, "");
            case Outcome.SourceGone gone -> into.version(version, "source-gone", -1, ETag.NONE, "");
            case Outcome.Superseded changed -> into.version(version, "superseded", -1, ETag.NONE, changed.detail());
            case Outcome.Skipped skipped -> into.version(version, "skipped", -1, ETag.NONE, lower(skipped.reason()));
            case Outcome.Failed failed ->
                into.version(version, "failed", -1, ETag.NONE, lower(failed.failureClass()) + ": " + failed.reason());
        }
    }

    @Override
    public void unreadable(ObjectKey key, Outcome.Failed failure) {
        unreadable.increment();
        failed(failure);
        String why = lower(failure.failureClass()) + ": " + failure.reason();
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

    private static String lower(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
