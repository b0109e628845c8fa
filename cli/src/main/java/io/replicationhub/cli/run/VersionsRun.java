package io.replicationhub.cli.run;

import io.replicationhub.cli.settings.MemoryShares;
import io.replicationhub.cli.settings.RunSettings;
import io.replicationhub.cli.show.CopyState;
import io.replicationhub.cli.show.PlainProgress;
import io.replicationhub.cli.show.Progress;
import io.replicationhub.cli.show.ReportFile;
import io.replicationhub.cli.show.Silences;
import io.replicationhub.crew.Slots;
import io.replicationhub.history.HistoryRun;
import io.replicationhub.history.Keepings;
import io.replicationhub.history.Keepings.Unfit;
import io.replicationhub.journal.UploadJournal;
import io.replicationhub.transfer.BodyBuffers;
import io.replicationhub.transfer.EngineOptions;
import io.replicationhub.transfer.RunControl;
import io.replicationhub.transfer.SideFailure;
import io.replicationhub.transfer.TransferSetup;
import io.replicationhub.transfer.UploadSweep;
import io.replicationhub.transfer.WorkStopped;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code --versions all}: histories in place of objects, for replicate, plan and verify. */
final class VersionsRun {
    private final RunSettings settings;
    private final Stores stores;
    private final EngineOptions options;
    private final UploadJournal journal;
    private final @Nullable ReportFile report;
    private final PrintStream out;
    private final PrintStream err;

    /** What is done about what is lacking. */
    enum Task {
        REPLICATE,
        PLAN,
        VERIFY
    }

    VersionsRun(
            RunSettings settings,
            Stores stores,
            EngineOptions options,
            UploadJournal journal,
            @Nullable ReportFile report,
            PrintStream out,
            PrintStream err) {
        this.settings = settings;
        this.stores = stores;
        this.options = options;
        this.journal = journal;
        this.report = report;
        this.out = out;
        this.err = err;
    }

    ExitCode run(Task task) throws InterruptedException, IOException {
        RunControl run = RunControl.unlimited();
        VersionCounts counts = new VersionCounts(task, report, run, settings.maxFailures());
        BodyBuffers buffers = new BodyBuffers(MemoryShares.buffers(settings.memory()));
        try (Slots slots = LocalWorker.slots(settings, buffers);
                Interrupts interrupts = Interrupts.drain(run)) {
            TransferSetup setup =
                    LocalWorker.setup(settings, stores, options, buffers, slots, journal, counts.movement());
            try {
                List<Unfit> unfit =
                        Keepings.unfit(setup.source(), setup.destination(), setup.persistence(), run, "--versions all");
                if (!unfit.isEmpty()) {
                    unfit.forEach(side -> err.println("drh: " + side.reason()));
                    return ExitCode.USAGE;
                }
            } catch (SideFailure e) {
                err.println("drh: the " + e.side() + " does not tell whether it keeps versions: " + e.getMessage());
                return ExitCode.INCOMPLETE;
            }
            return run(task, setup, counts, run);
        } catch (WorkStopped e) {
            err.println("drh: " + trouble(run));
            return ExitCode.INCOMPLETE;
        }
    }

    private ExitCode run(Task task, TransferSetup setup, VersionCounts counts, RunControl run)
            throws InterruptedException, IOException {
        HistoryRun histories = task == Task.REPLICATE
                ? HistoryRun.carrying(setup, settings.selection(), counts, run)
                : HistoryRun.looking(setup, settings.selection(), counts, run);
        Optional<String> trouble = Optional.empty();
        try (Progress progress = progress(counts, setup)) {
            histories.run();
        } catch (WorkStopped e) {
            trouble = Optional.of(trouble(run));
        } catch (InterruptedException e) {
            if (!run.isStopping()) {
                throw e;
            }
            // It was to stop, and what is under way takes too long.
            trouble = Optional.of(trouble(run));
        }
        VersionTotals totals = counts.totals();
        // What failed in passing is gone on with by the next run, from the parts that are there.
        int swept = trouble.isEmpty() && !totals.outcomes().failedInPassing() ? sweep(setup, run) : 0;
        Optional<String> told = trouble.or(() -> ReplicateResult.unreported(report));
        VersionsResult result = new VersionsResult(settings, task, totals, counts.findings(), told, swept);
        if (settings.json()) {
            result.json(out);
        } else if (!settings.quiet()) {
            result.text(out);
        }
        if (settings.quiet() || settings.json()) {
            told.ifPresent(why -> err.println("drh: " + why));
        }
        return result.exitCode();
    }

    /** What earlier runs left of versions that are gone by now, or that failed, is ended by a run that came to its end. */
    private int sweep(TransferSetup setup, RunControl run) {
        try {
            return new UploadSweep(setup.destination(), journal, setup.persistence()).run(run);
        } catch (WorkStopped e) {
            // The next run sees to them; all histories were.
            return 0;
        }
    }

    private static String trouble(RunControl run) {
        return run.halted().map(Trouble::of).orElse(Trouble.INTERRUPTED);
    }

    private Progress progress(VersionCounts counts, TransferSetup setup) {
        if (settings.quiet()) {
            return Progress.NONE;
        }
        return PlainProgress.copying(err, () -> {
            VersionTotals totals = counts.totals();
            return new CopyState(
                    totals.source(),
                    totals.lacking().count(),
                    totals.lacking().bytes(),
                    false,
                    totals.outcomes().settled(),
                    totals.outcomes().movedBytes(),
                    totals.outcomes().failedObjects(),
                    Silences.of(side -> Stream.of(setup.party(side).watch().silence())));
        });
    }
}
