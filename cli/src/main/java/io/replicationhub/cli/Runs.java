package io.replicationhub.cli;

import io.replicationhub.object.WriteOptions;
import io.replicationhub.plan.BucketDiff;
import io.replicationhub.plan.DiffSettings;
import io.replicationhub.plan.ListingFailed;
import io.replicationhub.retry.Sleeper;
import io.replicationhub.transfer.EngineOptions;
import io.replicationhub.transfer.EngineOptions.MetadataChoice;
import io.replicationhub.transfer.EngineOptions.Route;
import io.replicationhub.transfer.Persistence;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Wires each command to what it works with. */
record Runs(RunSettings settings, Stores stores, @Nullable ReportFile report, PrintStream out, PrintStream err) {

    ExitCode plan() throws ListingFailed, InterruptedException, IOException {
        return new PlanRun(settings, diff(), new Forecast(engineOptions()), report).run(out);
    }

    ExitCode verify() throws ListingFailed, InterruptedException, IOException {
        DeepComparison deep = settings.deep()
                ? new DeepComparison(stores, settings.metadata(), Persistence.ORDINARY, Sleeper.REAL, new Random())
                : null;
        return new VerifyRun(settings, diff(), deep, report).run(out);
    }

    ExitCode replicate() {
        throw new UnsupportedOperationException();
    }

    private BucketDiff diff() {
        Path scratch = Path.of(System.getProperty("java.io.tmpdir"));
        return new BucketDiff(
                stores.source(),
                stores.destination(),
                settings.selection(),
                settings.compare(),
                DiffSettings.standard(new Random(), scratch));
    }

    private EngineOptions engineOptions() {
        return EngineOptions.DEFAULT
                .withSizes(EngineOptions.SINGLE_PUT_BYTES, settings.partSize().bytes(), EngineOptions.COPIED_PART_BYTES)
                .with(new WriteOptions(settings.storageClass()))
                .with(settings.metadata() ? MetadataChoice.CARRY : MetadataChoice.LEAVE)
                .with(Stores.serverSide(settings) ? Route.SERVER_SIDE : Route.THROUGH_US);
    }
}
