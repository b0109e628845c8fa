package io.replicationhub.cli.run;

import io.replicationhub.cli.settings.RunSettings;
import io.replicationhub.cli.show.Amounts;
import io.replicationhub.cli.show.Findings;
import io.replicationhub.cli.show.Lines;
import io.replicationhub.cli.show.Progress;
import io.replicationhub.cli.show.ReportFile;
import io.replicationhub.cli.show.SummaryJson;
import io.replicationhub.object.ETag;
import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.plan.Amount;
import io.replicationhub.plan.BucketDiff;
import io.replicationhub.plan.DiffListener;
import io.replicationhub.plan.DiffSummary;
import io.replicationhub.plan.Difference;
import io.replicationhub.plan.ListingFailed;
import io.replicationhub.plan.Side;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** {@code drh verify}: whether the two sides agree, by their listings, and with --deep by their bytes. */
final class VerifyRun {
    private static final int DEEP_READERS = 16;

    private final RunSettings settings;
    private final BucketDiff diff;
    private final @Nullable DeepComparison deep;
    private final ComparisonCount count;
    private final @Nullable ReportFile report;
    private volatile Attempt attempt = new Attempt();

    /** What one pass found; begun anew where the diff is. */
    private static final class Attempt {
        final Findings findings = new Findings();
        final LongAdder read = new LongAdder();
        final LongAdder readAndDiffering = new LongAdder();
        volatile @Nullable RuntimeException failure;
        /** What is still being read is for nothing: nothing is told of it. */
        volatile boolean over;

        void throwFailure() {
            RuntimeException found = failure;
            if (found != null) {
                throw found;
            }
        }
    }

    VerifyRun(
            RunSettings settings,
            BucketDiff diff,
            @Nullable DeepComparison deep,
            ComparisonCount count,
            @Nullable ReportFile report) {
        this.settings = settings;
        this.diff = diff;
        this.deep = deep;
        this.count = count;
        this.report = report;
    }

    /** Compares both sides and prints what it came to, after the end of the progress. */
    ExitCode run(Progress progress, PrintStream out) throws ListingFailed, InterruptedException, IOException {
        DiffSummary summary;
        ExecutorService readers = Executors.newFixedThreadPool(
                DEEP_READERS, Thread.ofPlatform().daemon().name("verify-", 0).factory());
        try {
            summary = diff.run(new Listener(readers, new Semaphore(2 * DEEP_READERS)));
            readers.shutdown();
            if (!readers.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS)) {
                throw new IllegalStateException("readers do not end");
            }
        } finally {
            // Where listing failed, nobody waits for what may be hours of reading.
            attempt.over = true;
            readers.shutdownNow();
        }
        progress.close();
        Attempt found = attempt;
        found.throwFailure();
        boolean allRead = deep == null || found.read.sum() == summary.same().objects();
        boolean noneTooMany = settings.deletes().isEmpty() || summary.extra().objects() == 0;
        boolean archived = settings.archives().objectTo(summary.archived().objects());
        boolean agree = summary.toCopy().objects() == 0
                && !archived
                && noneTooMany
                && allRead
                && found.readAndDiffering.sum() == 0;
        if (settings.json()) {
            json(summary, agree, out);
        } else if (!settings.quiet()) {
            text(summary, agree, out);
        }
        return agree ? ExitCode.AGREE : ExitCode.DIFFER;
    }

    private final class Listener implements DiffListener {
        private final ExecutorService readers;
        private final Semaphore ahead;
        private final Object telling = new Object();

        Listener(ExecutorService readers, Semaphore ahead) {
            this.readers = readers;
            this.ahead = ahead;
        }

        @Override
        public void listed(Side side, Amount more) {
            count.listed(side, more);
        }

        @Override
        public void differs(Difference difference) {
            count.different();
            attempt.findings.add(difference);
            if (report != null) {
                report.difference(difference, "differs");
            }
        }

        @Override
        public void same(ListedObject source, ListedObject destination) throws InterruptedException {
            if (deep == null) {
                reportLine("same", source, destination.stamp().etag(), "");
                return;
            }
            Attempt current = attempt;
            // A side that is lost to the readers is not listed to its end.
            current.throwFailure();
            ahead.acquire();
            readers.execute(() -> {
                try {
                    if (current.failure != null || current.over) {
                        return;
                    }
                    readBoth(deep, source, destination, current);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } catch (RuntimeException e) {
                    current.failure = e;
                } catch (Error e) {
                    current.failure = new IllegalStateException("reading both sides broke off: " + e, e);
                } finally {
                    ahead.release();
                }
            });
        }

        private void readBoth(DeepComparison comparison, ListedObject source, ListedObject destination, Attempt current)
                throws InterruptedException {
            Optional<String> difference = comparison.difference(source, destination, count::compared);
            synchronized (telling) {
                if (!current.over) {
                    tell(source, destination, difference, current);
                }
            }
        }

        private void tell(ListedObject source, ListedObject destination, Optional<String> difference, Attempt current) {
            current.read.increment();
            count.read();
            if (difference.isPresent()) {
                current.readAndDiffering.increment();
                count.different();
                current.findings.add(source.key(), "differs", source.stamp().size(), difference.get());
            }
            reportLine(
                    difference.isPresent() ? "differs" : "same",
                    source,
                    destination.stamp().etag(),
                    difference.orElse(""));
        }

        @Override
        public void restarted(Side unordered) {
            synchronized (telling) {
                attempt.over = true;
                attempt = new Attempt();
                count.restart();
                if (report != null) {
                    report.restart();
                }
            }
        }
    }

    private void reportLine(String outcome, ListedObject source, ETag destination, String reason) {
        if (report != null) {
            ObjectKey key = source.key();
            report.line(key, outcome, source.stamp().size(), source.stamp().etag(), destination, reason);
        }
    }

    private void text(DiffSummary summary, boolean agree, PrintStream out) {
        out.println("Verify: " + settings.source().location() + " -> "
                + settings.destination().location());
        Lines.amount(out, "source", summary.source(), Lines.filtered(summary));
        Lines.amount(out, "destination", summary.destination(), "");
        Lines.amount(out, "same", summary.same(), deepNote());
        Lines.amount(out, "missing", summary.missing(), "");
        Lines.amount(out, "different", summary.changed(), "");
        if (summary.archived().objects() > 0) {
            Lines.amount(out, "archived", summary.archived(), "not copied; to be restored first");
        }
        Lines.amount(out, "only at destination", summary.extra(), "");
        Lines.row(out, "result", agree ? "source and destination agree" : "source and destination DIFFER");
        attempt.findings.print(out, settings.report().isPresent());
    }

    private String deepNote() {
        if (deep == null) {
            return "";
        }
        long differing = attempt.readAndDiffering.sum();
        return Amounts.count(attempt.read.sum()) + " read on both sides, "
                + (differing == 0
                        ? "none differs"
                        : Amounts.count(differing) + (differing == 1 ? " DIFFERS" : " DIFFER"));
    }

    private void json(DiffSummary summary, boolean agree, PrintStream out) throws IOException {
        SummaryJson.write(out, json -> {
            json.writeBooleanField("agree", agree);
            SummaryJson.diff(json, summary);
            if (deep != null) {
                json.writeNumberField("read", attempt.read.sum());
                json.writeNumberField("readAndDiffering", attempt.readAndDiffering.sum());
            }
        });
    }
}
