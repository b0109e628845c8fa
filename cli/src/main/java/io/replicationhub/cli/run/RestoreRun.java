package io.replicationhub.cli.run;

import io.replicationhub.cli.settings.ArchiveSettings;
import io.replicationhub.cli.settings.RunSettings;
import io.replicationhub.cli.show.Amounts;
import io.replicationhub.cli.show.Lines;
import io.replicationhub.cli.show.ReportFile;
import io.replicationhub.cli.show.SummaryJson;
import io.replicationhub.cli.show.Words;
import io.replicationhub.object.ArchiveState;
import io.replicationhub.object.ETag;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.RestoreAnswer;
import io.replicationhub.object.RestoreRequest;
import io.replicationhub.object.StorageException;
import io.replicationhub.plan.BucketDiff;
import io.replicationhub.plan.DiffListener;
import io.replicationhub.plan.Difference;
import io.replicationhub.plan.ListingFailed;
import io.replicationhub.plan.Patience;
import io.replicationhub.plan.Side;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * {@code drh restore}: asks the source for the restoration of what is to be copied and lies in an archive. Where a listing
 * does not tell, the object is asked first.
 */
final class RestoreRun {
    private static final int REQUESTS = 32;

    private final RunSettings settings;
    private final BucketDiff diff;
    private final ObjectStore source;
    private final Patience patience;
    private final @Nullable ReportFile report;
    private volatile RestoreCounts counts = new RestoreCounts();
    private volatile @Nullable StorageException end;

    RestoreRun(
            RunSettings settings, BucketDiff diff, ObjectStore source, Patience patience, @Nullable ReportFile report) {
        this.settings = settings;
        this.diff = diff;
        this.source = source;
        this.patience = patience;
        this.report = report;
    }

    /** Compares both sides, asks for what is archived, and prints what it came to. */
    ExitCode run(PrintStream out) throws ListingFailed, InterruptedException, IOException {
        try (ExecutorService askers = Executors.newFixedThreadPool(
                REQUESTS, Thread.ofPlatform().daemon().name("restore-", 0).factory())) {
            var unused = diff.run(new Listener(askers, new Semaphore(2 * REQUESTS)));
            askers.shutdown();
            if (!askers.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS)) {
                throw new IllegalStateException("requests do not end");
            }
        }
        StorageException ended = end;
        if (ended != null) {
            throw new SideLost("the source cannot be asked: " + ended.getMessage());
        }
        if (settings.json()) {
            SummaryJson.write(out, counts::json);
        } else if (!settings.quiet()) {
            text(out);
        }
        return counts.failed() > 0 ? ExitCode.DIFFER : ExitCode.AGREE;
    }

    private final class Listener implements DiffListener {
        private final ExecutorService askers;
        private final Semaphore ahead;

        Listener(ExecutorService askers, Semaphore ahead) {
            this.askers = askers;
            this.ahead = ahead;
        }

        @Override
        public void differs(Difference difference) throws InterruptedException {
            switch (difference) {
                case Difference.Archived archived -> later(archived.source());
                case Difference.ToCopy wanted -> laterWhereUntold(wanted.source());
                case Difference.Extra extra -> {}
            }
        }

        @Override
        public void restarted(Side unordered) {
            counts = new RestoreCounts();
        }

        private void laterWhereUntold(ListedObject object) throws InterruptedException {
            if (object.archive() == ArchiveState.UNTOLD) {
                later(object);
            }
        }

        private void later(ListedObject object) throws InterruptedException {
            ahead.acquire();
            RestoreCounts now = counts;
            askers.execute(() -> {
                try {
                    if (end == null) {
                        ask(object, now);
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } finally {
                    ahead.release();
                }
            });
        }
    }

    private void ask(ListedObject object, RestoreCounts now) throws InterruptedException {
        try {
            ArchiveState state = object.archive() == ArchiveState.UNTOLD
                    ? patience.insist(() -> source.head(object.key())).archive()
                    : object.archive();
            Optional<RestoreAnswer> answer =
                    state == ArchiveState.NONE ? Optional.empty() : Optional.of(ask(object, state));
            answer.ifPresent(known -> {
                now.answered(known, object.stamp().size());
                line(object, Words.of(known), object.storageClass());
            });
        } catch (RuntimeException | Error e) {
            failed(object, "a fault of the program's own: " + e, now);
        } catch (StorageException e) {
            if (e.scope() != FailureScope.OBJECT || e.isTransient() && patience.isOut()) {
                end = e;
                return;
            }
            failed(object, Words.of(e.failureClass()) + ": " + e.getMessage(), now);
        }
    }

    private void failed(ListedObject object, String reason, RestoreCounts now) {
        now.failed(object.key(), reason);
        line(object, "failed", reason);
    }

    private RestoreAnswer ask(ListedObject object, ArchiveState state) throws StorageException, InterruptedException {
        if (state == ArchiveState.RESTORING) {
            return RestoreAnswer.UNDER_WAY;
        }
        ArchiveSettings terms = settings.archives();
        RestoreRequest request = new RestoreRequest(object.key(), object.storageClass(), terms.days(), terms.tier());
        return patience.insist(() -> source.restore(request));
    }

    private void line(ListedObject object, String outcome, String reason) {
        if (report != null) {
            report.compared(outcome, object, ETag.NONE, reason);
        }
    }

    private void text(PrintStream out) {
        out.println("Restore: " + settings.source().location() + ", of what "
                + settings.destination().location() + " lacks");
        counts.text(out, settings.archives().days());
        Lines.row(
                out,
                "result",
                counts.failed() > 0
                        ? Amounts.count(counts.failed()) + " could not be asked for"
                        : "run drh replicate when they are restored");
    }
}
