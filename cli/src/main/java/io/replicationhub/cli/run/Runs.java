package io.replicationhub.cli.run;

import io.replicationhub.cli.settings.MemoryShares;
import io.replicationhub.cli.settings.RunSettings;
import io.replicationhub.cli.show.ComparisonState;
import io.replicationhub.cli.show.CopyState;
import io.replicationhub.cli.show.PlainProgress;
import io.replicationhub.cli.show.Progress;
import io.replicationhub.cli.show.ReportFile;
import io.replicationhub.cli.show.ReportingListener;
import io.replicationhub.cli.show.Silences;
import io.replicationhub.cli.show.TerminalProgress;
import io.replicationhub.journal.FolderJournal;
import io.replicationhub.journal.UploadJournal;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.outcome.OutcomeListener;
import io.replicationhub.outcome.OutcomeSummary;
import io.replicationhub.outcome.OutcomeTally;
import io.replicationhub.pace.PacedStore;
import io.replicationhub.pace.Pacer;
import io.replicationhub.plan.BucketDiff;
import io.replicationhub.plan.DiffSettings;
import io.replicationhub.plan.ListingFailed;
import io.replicationhub.plan.Patience;
import io.replicationhub.retry.Sleeper;
import io.replicationhub.send.DeleteGuard;
import io.replicationhub.send.SendSettings;
import io.replicationhub.send.Sender;
import io.replicationhub.settings.Versions;
import io.replicationhub.transfer.BodyBuffers;
import io.replicationhub.transfer.EngineOptions;
import io.replicationhub.transfer.EngineOptions.MetadataChoice;
import io.replicationhub.transfer.EngineOptions.Route;
import io.replicationhub.transfer.RunControl;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Wires each command to what it works with. */
public record Runs(
        RunSettings settings, Stores stores, @Nullable ReportFile report, PrintStream out, PrintStream err) {

    /** Set by the launcher where standard error is a terminal, which Java cannot tell. */
    private static final String TERMINAL = "drh.terminal";

    /** Beside it, how wide it is. */
    private static final String COLUMNS = "drh.columns";

    private static final int USUAL_COLUMNS = 80;

    /** The report is opened when the run begins, so that one that cannot begin leaves an older one alone. */
    public Runs(RunSettings settings, Stores stores, PrintStream out, PrintStream err) {
        this(settings, stores, null, out, err);
    }

    private interface Task {
        ExitCode of(Runs runs) throws ListingFailed, InterruptedException, IOException;
    }

    private ExitCode reporting(Task task) throws ListingFailed, InterruptedException, IOException {
        if (settings.report().isEmpty()) {
            return task.of(this);
        }
        try (ReportFile opened = ReportFile.create(settings.report().get())) {
            return task.of(new Runs(settings, stores, opened, out, err));
        }
    }

    public ExitCode plan() throws ListingFailed, InterruptedException, IOException {
        return reporting(Runs::planned);
    }

    public ExitCode verify() throws ListingFailed, InterruptedException, IOException {
        return reporting(Runs::verified);
    }

    private ExitCode planned() throws ListingFailed, InterruptedException, IOException {
        if (settings.versions() == Versions.ALL) {
            return versions(VersionsRun.Task.PLAN);
        }
        ComparisonCount count = new ComparisonCount();
        BucketDiff diff = diff();
        try (Progress progress = progress(count, () -> Silences.of(side -> Stream.of(diff.silence(side))));
                Interrupts interrupts = Interrupts.end()) {
            return new PlanRun(settings, diff, forecast(), count, report).run(progress, out);
        }
    }

    private Forecast forecast() {
        long memory = new BodyBuffers(MemoryShares.buffers(settings.memory())).largest();
        ObjectStore destination = stores.destination();
        return new Forecast(
                engineOptions(),
                destination.limits(),
                memory,
                destination.uploads().passesOn());
    }

    private ExitCode verified() throws ListingFailed, InterruptedException, IOException {
        if (settings.versions() == Versions.ALL) {
            return versions(VersionsRun.Task.VERIFY);
        }
        DeepComparison deep = settings.deep()
                ? new DeepComparison(
                        stores.source(), stores.destination(), carriesMetadata(), new Patience(diffSettings()))
                : null;
        ComparisonCount count = new ComparisonCount();
        BucketDiff diff = diff();
        Supplier<Silences> silences = () -> Silences.of(
                side -> Stream.of(diff.silence(side), deep == null ? Optional.empty() : deep.silence(side)));
        try (Progress progress = progress(count, silences);
                Interrupts interrupts = Interrupts.end()) {
            return new VerifyRun(settings, diff, deep, count, report).run(progress, out);
        }
    }

    public ExitCode restore() throws ListingFailed, InterruptedException, IOException {
        if (settings.versions() == Versions.ALL) {
            err.println("drh: restore asks for the newest versions alone; leave out --versions all");
            return ExitCode.USAGE;
        }
        ObjectStore paced = new PacedStore(stores.source(), new Pacer(System::nanoTime, Sleeper.REAL));
        return reporting(runs -> {
            try (Interrupts interrupts = Interrupts.end()) {
                return new RestoreRun(settings, diff(), paced, new Patience(diffSettings()), runs.report()).run(out);
            }
        });
    }

    public ExitCode replicate() throws ListingFailed, InterruptedException, IOException {
        Optional<StateFolder> state = StateFolder.take(
                settings.state(), stores.destination(), settings.selection().destinationPrefix());
        if (state.isEmpty()) {
            err.println("drh: another run is replicating to "
                    + settings.destination().location() + " at this moment");
            return ExitCode.INCOMPLETE;
        }
        try (StateFolder mine = state.get()) {
            return reporting(runs -> settings.versions() == Versions.ALL
                    ? runs.versions(VersionsRun.Task.REPLICATE, new FolderJournal(mine.path()))
                    : runs.replicate(mine.path()));
        }
    }

    private ExitCode versions(VersionsRun.Task task) throws InterruptedException, IOException {
        return versions(task, UploadJournal.NONE);
    }

    private ExitCode versions(VersionsRun.Task task, UploadJournal journal) throws InterruptedException, IOException {
        return new VersionsRun(settings, stores, engineOptions(), journal, report, out, err).run(task);
    }

    private ExitCode replicate(Path state) throws InterruptedException, IOException {
        RunControl run = RunControl.unlimited();
        OutcomeTally tally = new OutcomeTally();
        Search search = new Search(report);
        BucketDiff diff = diff();
        try (LocalWorker worker =
                        LocalWorker.of(settings, stores, engineOptions(), state, listener(tally), tally, run);
                Progress progress = progress(
                        search,
                        tally,
                        () -> Silences.of(side -> Stream.of(
                                diff.silence(side),
                                worker.setup().party(side).watch().silence())));
                Interrupts interrupts = Interrupts.drain(run)) {
            ReplicateResult result = new ReplicateRun(
                            sender(diff, worker), search, worker, tally, run, System::nanoTime, settings.archives())
                    .run()
                    .orUnreported(report);
            progress.close();
            if (settings.json()) {
                result.json(out);
            } else if (!settings.quiet()) {
                result.text(settings, out);
            }
            if (settings.quiet() || settings.json()) {
                result.trouble().ifPresent(trouble -> err.println("drh: " + trouble));
                result.deletes()
                        .flatMap(Deletes::refusal)
                        .ifPresent(reason -> err.println("drh: nothing was deleted: " + reason));
            }
            return result.exitCode();
        }
    }

    private Sender sender(BucketDiff diff, LocalWorker worker) {
        Sender sender = new Sender(diff, worker.queue(), SendSettings.STANDARD, InstantSource.system());
        return settings.deletes()
                .map(limit -> sender.deleting(new DeleteGuard(limit), scratch()))
                .orElse(sender);
    }

    private OutcomeListener listener(OutcomeTally tally) {
        return report == null ? tally : new ReportingListener(tally, report);
    }

    private Progress progress(ComparisonCount count, Supplier<Silences> silences) {
        if (settings.quiet()) {
            return Progress.NONE;
        }
        Supplier<ComparisonState> state = () -> count.state(silences.get());
        return Boolean.getBoolean(TERMINAL)
                ? TerminalProgress.comparing(err, columns(), state)
                : PlainProgress.comparing(err, state);
    }

    private Progress progress(Search search, OutcomeTally tally, Supplier<Silences> silences) {
        if (settings.quiet()) {
            return Progress.NONE;
        }
        Supplier<CopyState> state = () -> {
            OutcomeSummary outcomes = tally.summary();
            return new CopyState(
                    search.listed(),
                    search.objectsToCopy(),
                    search.bytesToCopy(),
                    search.summary().isPresent(),
                    outcomes.settled(),
                    outcomes.movedBytes(),
                    outcomes.failedObjects(),
                    silences.get());
        };
        return Boolean.getBoolean(TERMINAL)
                ? TerminalProgress.copying(err, columns(), state)
                : PlainProgress.copying(err, state);
    }

    private static int columns() {
        return Integer.getInteger(COLUMNS, USUAL_COLUMNS);
    }

    private BucketDiff diff() {
        return new BucketDiff(
                stores.source(), stores.destination(), settings.selection(), settings.compare(), diffSettings());
    }

    private DiffSettings diffSettings() {
        return DiffSettings.standard(new Random(), scratch()).ridingOut(settings.outage());
    }

    private static Path scratch() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    private boolean carriesMetadata() {
        return settings.copies().metadata() == MetadataChoice.CARRY;
    }

    private EngineOptions engineOptions() {
        return settings.copies()
                .over(EngineOptions.DEFAULT)
                .withSizes(
                        EngineOptions.SINGLE_PUT_BYTES,
                        EngineOptions.PASS_ON_BYTES,
                        settings.partSize().bytes(),
                        EngineOptions.COPIED_PART_BYTES)
                .with(Stores.serverSide(settings) ? Route.SERVER_SIDE : Route.THROUGH_US);
    }
}
