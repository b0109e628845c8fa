package io.replicationhub.jobworker;

import io.replicationhub.aws.EmfMetrics;
import io.replicationhub.aws.SqsQueues;
import io.replicationhub.aws.credentials.CredentialsSources;
import io.replicationhub.config.ByteSize;
import io.replicationhub.config.Setting;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.crew.CpuLoad;
import io.replicationhub.crew.Slots;
import io.replicationhub.crew.SlotsOptions;
import io.replicationhub.event.Intake;
import io.replicationhub.history.Histories;
import io.replicationhub.history.Keepings;
import io.replicationhub.journal.TaskJournal;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.StorageException;
import io.replicationhub.pace.Bandwidth;
import io.replicationhub.pace.Flow;
import io.replicationhub.pace.PacedStore;
import io.replicationhub.pace.Pacer;
import io.replicationhub.plan.Side;
import io.replicationhub.retry.Sleeper;
import io.replicationhub.settings.ClientChoice;
import io.replicationhub.settings.JobWorkerSettings;
import io.replicationhub.settings.SideUnusable;
import io.replicationhub.settings.Sides;
import io.replicationhub.settings.StoreSettings;
import io.replicationhub.settings.Versions;
import io.replicationhub.storage.oss.DeployedOssStores;
import io.replicationhub.storage.s3.DeployedStores;
import io.replicationhub.transfer.BodyBuffers;
import io.replicationhub.transfer.EngineOptions;
import io.replicationhub.transfer.EngineOptions.Route;
import io.replicationhub.transfer.Mirroring;
import io.replicationhub.transfer.Mirroring.Deletes;
import io.replicationhub.transfer.OutageWatch;
import io.replicationhub.transfer.Party;
import io.replicationhub.transfer.Persistence;
import io.replicationhub.transfer.TransferEngine;
import io.replicationhub.transfer.TransferSetup;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a worker together, and takes it apart again. */
record Wiring(JobWorker worker, Slots crew, Sides sides) implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);
    private static final Duration OUTAGE_MOST = Duration.ofSeconds(60);
    private static final Duration FIRST_CONTACT_MOST = Duration.ofSeconds(12);
    private static final String ALL = Setting.VERSIONS.variable() + "=all";

    /**
     * Puts it together. Documents with credentials in them are read; the stores are asked nothing yet.
     *
     * @throws SideUnusable where credentials are not to be had
     * @throws IllegalArgumentException where settings cannot be used; the message says why
     */
    static Wiring of(
            JobWorkerSettings settings,
            Map<String, String> environment,
            SqsQueues queues,
            EmfMetrics metrics,
            Duration haltPause)
            throws SideUnusable {
        var random = new Random();
        WorkerMemory memory =
                WorkerMemory.of(settings, environment, Runtime.getRuntime().maxMemory());
        Sides sides = sides(settings, environment);
        var buffers = new BodyBuffers(memory.bodies());
        var crew = new Slots(slots(settings, memory), buffers::isStarved, System::nanoTime, new CpuLoad());
        var setup = new TransferSetup(
                party(Side.SOURCE, sides.source()),
                party(Side.DESTINATION, sides.destination()),
                options(settings, buffers.largest()),
                buffers,
                crew,
                new TaskJournal(),
                Persistence.usual(Sleeper.REAL, random, System::nanoTime),
                flow(settings),
                metrics,
                InstantSource.system());
        var engine = new TransferEngine(setup, mirroring(settings));
        Optional<Histories> histories =
                settings.versions() == Versions.ALL ? Optional.of(new Histories(setup)) : Optional.empty();
        LOG.info("{}", Machine.describe(new ByteSize(buffers.largest())));
        return new Wiring(
                new JobWorker(
                        engine,
                        histories,
                        crew,
                        intake(settings),
                        queues,
                        metrics,
                        haltPause,
                        System::nanoTime,
                        random),
                crew,
                sides);
    }

    /** Events of its own copies would keep the worker busy for ever. */
    private static Sides sides(JobWorkerSettings settings, Map<String, String> environment) throws SideUnusable {
        Sides sides = Sides.open(
                settings.source(), settings.destination(), side -> open(side, settings.client(), environment));
        Optional<String> unusable = sides.overlap(settings.selection());
        if (unusable.isEmpty() && settings.versions() == Versions.ALL) {
            unusable = Keepings.silent(sides.source(), ALL).or(() -> Keepings.silent(sides.destination(), ALL));
        }
        if (unusable.isPresent()) {
            sides.close();
            throw new IllegalArgumentException(unusable.get());
        }
        return sides;
    }

    static Intake intake(JobWorkerSettings settings) {
        return new Intake(settings.source().bucket(), settings.selection());
    }

    private static ObjectStore open(StoreSettings side, ClientChoice client, Map<String, String> environment)
            throws StorageException {
        CredentialsSource credentials = CredentialsSources.open(side.credentials(), environment);
        return DeployedOssStores.isFor(side)
                ? DeployedOssStores.open(side, client, credentials, environment)
                : DeployedStores.open(side, client, credentials, environment);
    }

    @Override
    public void close() {
        crew.close();
        sides.close();
    }

    private static SlotsOptions slots(JobWorkerSettings settings, WorkerMemory memory) {
        return settings.concurrency().isPresent()
                ? SlotsOptions.fixed("worker", settings.concurrency().getAsInt())
                : SlotsOptions.adaptive("worker", memory.threadsMost());
    }

    private static Party party(Side side, ObjectStore store) {
        var paced = new PacedStore(store, new Pacer(System::nanoTime, Sleeper.REAL));
        var watch = new OutageWatch(OUTAGE_MOST, FIRST_CONTACT_MOST, OutageWatch.answers(store), System::nanoTime);
        return new Party(side, paced, watch);
    }

    private static EngineOptions options(JobWorkerSettings settings, long memory) {
        return settings.copies()
                .over(cut(EngineOptions.DEFAULT, settings.partSize(), memory))
                .with(settings.source().canCopyTo(settings.destination()) ? Route.SERVER_SIDE : Route.THROUGH_US);
    }

    /** Parts of the size that is set, but no larger than that two fit into the memory for bodies. */
    private static EngineOptions cut(EngineOptions options, Optional<ByteSize> partSize, long memory) {
        if (partSize.isEmpty()) {
            return options;
        }
        long bytes = Math.min(partSize.get().bytes(), memory / 2);
        if (bytes < partSize.get().bytes()) {
            LOG.warn("Parts are of {} and not of {}: two must fit into memory", new ByteSize(bytes), partSize.get());
        }
        return options.withSizes(options.singlePutBytes(), options.passOnBytes(), bytes, options.copiedPartBytes());
    }

    private static Mirroring mirroring(JobWorkerSettings settings) {
        return new Mirroring(settings.selection(), settings.deletes() ? Deletes.MIRRORED : Deletes.LEFT_ALONE);
    }

    private static Flow flow(JobWorkerSettings settings) {
        return settings.bandwidth()
                .<Flow>map(rate -> new Bandwidth(rate.bytesPerSecond(), System::nanoTime, Sleeper.REAL))
                .orElse(Flow.FREE);
    }
}
