package io.replicationhub.cli.run;

import io.replicationhub.cli.settings.MemoryShares;
import io.replicationhub.cli.settings.RunSettings;
import io.replicationhub.cli.show.Amounts;
import io.replicationhub.cli.show.CopyState;
import io.replicationhub.cli.show.Lines;
import io.replicationhub.cli.show.PlainProgress;
import io.replicationhub.cli.show.Progress;
import io.replicationhub.cli.show.ReportFile;
import io.replicationhub.cli.show.Silences;
import io.replicationhub.cli.show.SummaryJson;
import io.replicationhub.crew.Slots;
import io.replicationhub.history.HistoryRun;
import io.replicationhub.history.Keepings;
import io.replicationhub.history.Keepings.Unfit;
import io.replicationhub.journal.UploadJournal;
import io.replicationhub.outcome.FailedTask;
import io.replicationhub.outcome.OutcomeSummary;
import io.replicationhub.outcome.SkipReason;
import io.replicationhub.transfer.BodyBuffers;
import io.replicationhub.transfer.EngineOptions;
import io.replicationhub.transfer.Halt;
import io.replicationhub.transfer.RunControl;
import io.replicationhub.transfer.SideFailure;
import io.replicationhub.transfer.TransferSetup;
import io.replicationhub.transfer.UploadSweep;
import io.replicationhub.transfer.WorkStopped;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
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
            TransferSetup setup = LocalWorker.setup(settings, stores, options, buffers, slots, journal, counts.tally);
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
        // What failed in passing is gone on with by the next run, from the parts that are there.
        if (trouble.isEmpty() && !counts.tally.summary().failedInPassing()) {
            sweep(setup, run);
        }
        ExitCode exit = trouble.isPresent() ? ExitCode.INCOMPLETE : exitCode(task, counts);
        if (settings.json()) {
            json(counts, exit, trouble);
        } else if (!settings.quiet()) {
            text(task, counts, exit, trouble);
        }
        if (settings.quiet() || settings.json()) {
            trouble.ifPresent(why -> err.println("drh: " + why));
        }
        return exit;
    }

    /** What earlier runs left of versions that are gone by now, or that failed, is ended by a run that came to its end. */
    private void sweep(TransferSetup setup, RunControl run) {
        try {
            int ended = new UploadSweep(setup.destination(), journal, setup.persistence()).run(run);
            if (ended > 0 && !settings.quiet() && !settings.json()) {
                row("ended", ended, "upload", "left open by earlier runs");
            }
        } catch (WorkStopped e) {
            // The next run sees to them; all histories were.
        }
    }

    private static String trouble(RunControl run) {
        return run.halted()
                .map(halt -> switch (halt) {
                    case Halt.SideFailed side -> "the " + side.side() + " cannot be worked with: " + side.reason();
                    case Halt.TooManyFailures failures -> failures.reason();
                    case Halt.Unheard unheard -> unheard.reason();
                })
                .orElse("it was interrupted");
    }

    private ExitCode exitCode(Task task, VersionCounts counts) {
        boolean lacking = counts.versions.sum() + counts.markers.sum() > 0;
        if (counts.unreadable.sum() > 0) {
            return ExitCode.DIFFER;
        }
        return switch (task) {
            case PLAN -> settings.exitCode() && lacking ? ExitCode.DIFFER : ExitCode.AGREE;
            case VERIFY -> lacking ? ExitCode.DIFFER : ExitCode.AGREE;
            case REPLICATE -> {
                // An archived version is no failure; that others wait behind it leaves the destination behind.
                boolean all = lacksOnlyForArchives(counts)
                        && counts.heldReadable.sum() == 0
                        && !settings.archives().objectTo(archived(counts));
                yield all ? ExitCode.AGREE : ExitCode.DIFFER;
            }
        };
    }

    private Progress progress(VersionCounts counts, TransferSetup setup) {
        if (settings.quiet()) {
            return Progress.NONE;
        }
        return PlainProgress.copying(err, () -> {
            OutcomeSummary outcomes = counts.tally.summary();
            return new CopyState(
                    counts.source.sum(),
                    counts.versions.sum() + counts.markers.sum(),
                    counts.bytes.sum(),
                    false,
                    outcomes.settled(),
                    outcomes.movedBytes(),
                    outcomes.failedObjects(),
                    Silences.of(side -> Stream.of(setup.party(side).watch().silence())));
        });
    }

    private void text(Task task, VersionCounts counts, ExitCode exit, Optional<String> trouble) {
        String name = task.name().charAt(0) + task.name().substring(1).toLowerCase(Locale.ROOT);
        out.println(name + " versions: " + settings.source().location() + " -> "
                + settings.destination().location());
        entries("source", counts.source.sum());
        entries("destination", counts.destination.sum());
        row("histories the same", counts.sameObjects.sum(), "object", "");
        if (task == Task.REPLICATE) {
            OutcomeSummary outcomes = counts.tally.summary();
            row("copied", outcomes.copiedObjects(), "version", Amounts.bytes(outcomes.copiedBytes()));
            row("made", outcomes.deleted(), "delete marker", "");
            outcomes.skipped()
                    .forEach((reason, count) -> row(
                            "skipped", count, "version", reason + ": what is newer of their objects waits for them"));
            outcomes.failed().forEach((kind, count) -> row("failed", count, "version", kind + ": what is newer waits"));
            heldBack(counts);
        } else {
            row("missing", counts.versions.sum(), "version", Amounts.bytes(counts.bytes.sum()));
            row("missing", counts.markers.sum(), "delete marker", "");
        }
        row("only at destination", counts.extraObjects.sum(), "object", "");
        Lines.row(
                out,
                "result",
                trouble.map(why -> "NOT COMPLETED: " + why + ". Start it again to carry on.")
                        .orElseGet(() -> result(task, counts, exit)));
        for (FailedTask failed : counts.tally.summary().firstFailures()) {
            out.println("  failed  " + Lines.printable(failed.task().key()) + "  "
                    + failed.failure().reason());
        }
        counts.findings.print(out, settings.report().isPresent());
    }

    private static String result(Task task, VersionCounts counts, ExitCode exit) {
        boolean archives = task == Task.REPLICATE && archived(counts) > 0 && lacksOnlyForArchives(counts);
        return exit == ExitCode.AGREE && (task != Task.PLAN || lacksNothing(counts))
                ? "the destination has the source's histories" + (archives ? " but the archived ones" : "")
                : "the destination LACKS some of the source's histories"
                        + (archives ? ": the archived ones and what is newer of their objects" : "");
    }

    private void heldBack(VersionCounts counts) {
        if (counts.heldVersions.sum() > 0) {
            row("held back", counts.heldVersions.sum(), "version", Amounts.bytes(counts.heldBytes.sum()));
        }
        if (counts.heldMarkers.sum() > 0) {
            row("held back", counts.heldMarkers.sum(), "delete marker", "");
        }
    }

    private static long archived(VersionCounts counts) {
        return counts.tally.summary().skipped().getOrDefault(SkipReason.ARCHIVED, 0L);
    }

    private static boolean lacksOnlyForArchives(VersionCounts counts) {
        OutcomeSummary outcomes = counts.tally.summary();
        return outcomes.failedObjects() + outcomes.superseded() + counts.unreadable.sum() == 0
                && outcomes.skippedObjects() == archived(counts);
    }

    private static boolean lacksNothing(VersionCounts counts) {
        return counts.versions.sum() + counts.markers.sum() + counts.unreadable.sum() == 0;
    }

    /** Of a history there are two kinds. */
    private void entries(String name, long count) {
        Lines.row(
                out,
                name,
                String.format(
                        Locale.ROOT,
                        "%,12d %s",
                        count,
                        count == 1 ? "version or delete marker" : "versions and delete markers"));
    }

    private void row(String name, long count, String noun, String note) {
        Lines.counted(out, name, count, noun, note);
    }

    private void json(VersionCounts counts, ExitCode exit, Optional<String> trouble) throws IOException {
        OutcomeSummary outcomes = counts.tally.summary();
        SummaryJson.write(out, json -> {
            json.writeNumberField("exitCode", exit.number());
            json.writeBooleanField("complete", trouble.isEmpty());
            if (trouble.isPresent()) {
                json.writeStringField("trouble", trouble.get());
            }
            json.writeObjectFieldStart("versions");
            json.writeNumberField("source", counts.source.sum());
            json.writeNumberField("destination", counts.destination.sum());
            json.writeNumberField("sameObjects", counts.sameObjects.sum());
            json.writeNumberField("missing", counts.versions.sum());
            json.writeNumberField("missingBytes", counts.bytes.sum());
            json.writeNumberField("missingDeleteMarkers", counts.markers.sum());
            json.writeNumberField("copied", outcomes.copiedObjects());
            json.writeNumberField("copiedBytes", outcomes.copiedBytes());
            json.writeNumberField("deleteMarkers", outcomes.deleted());
            json.writeNumberField("skipped", outcomes.skippedObjects());
            json.writeNumberField("heldBack", counts.heldVersions.sum());
            json.writeNumberField("heldBackBytes", counts.heldBytes.sum());
            json.writeNumberField("heldBackDeleteMarkers", counts.heldMarkers.sum());
            json.writeNumberField("failed", outcomes.failedObjects() + counts.unreadable.sum());
            json.writeNumberField("extraObjects", counts.extraObjects.sum());
            json.writeEndObject();
        });
    }
}
