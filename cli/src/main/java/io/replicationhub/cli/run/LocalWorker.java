package io.replicationhub.cli.run;

import io.replicationhub.cli.settings.MemoryShares;
import io.replicationhub.cli.settings.RunSettings;
import io.replicationhub.crew.CpuLoad;
import io.replicationhub.crew.Slots;
import io.replicationhub.crew.SlotsOptions;
import io.replicationhub.journal.FolderJournal;
import io.replicationhub.journal.UploadJournal;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.outcome.Movement;
import io.replicationhub.outcome.OutcomeListener;
import io.replicationhub.pace.Bandwidth;
import io.replicationhub.pace.Flow;
import io.replicationhub.pace.PacedStore;
import io.replicationhub.pace.Pacer;
import io.replicationhub.plan.Side;
import io.replicationhub.queue.DeadLetters;
import io.replicationhub.queue.InProcessQueue;
import io.replicationhub.retry.Sleeper;
import io.replicationhub.transfer.BodyBuffers;
import io.replicationhub.transfer.EngineOptions;
import io.replicationhub.transfer.Mirroring;
import io.replicationhub.transfer.Mirroring.Deletes;
import io.replicationhub.transfer.OutageWatch;
import io.replicationhub.transfer.Party;
import io.replicationhub.transfer.Persistence;
import io.replicationhub.transfer.RunControl;
import io.replicationhub.transfer.TransferEngine;
import io.replicationhub.transfer.TransferSetup;
import io.replicationhub.transfer.UploadSweep;
import io.replicationhub.worker.Pump;
import io.replicationhub.worker.Worker;
import io.replicationhub.worker.WorkerOptions;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Random;

/**
 * Workers in this process, with the queue before them: what a Lambda function is on AWS.
 *
 * @param queue bounded, so that the listing waits for the copying
 * @param pump carries tasks from the queue to the workers until both ends are done
 * @param sweep ends uploads that earlier runs left
 * @param setup what the workers work with
 */
record LocalWorker(InProcessQueue queue, Pump pump, UploadSweep sweep, Slots slots, TransferSetup setup)
        implements AutoCloseable {
    /** Tasks that wait at most, some hundred bytes each. */
    private static final long QUEUED_TASKS = 20_000;

    static LocalWorker of(
            RunSettings settings,
            Stores stores,
            EngineOptions options,
            Path state,
            OutcomeListener listener,
            Movement movement,
            RunControl run) {
        BodyBuffers buffers = new BodyBuffers(MemoryShares.buffers(settings.memory()));
        Slots slots = slots(settings, buffers);
        UploadJournal journal = new FolderJournal(state);
        TransferSetup setup = setup(settings, stores, options, buffers, slots, journal, movement);
        Deletes deletes = settings.deletes().isPresent() ? Deletes.MIRRORED : Deletes.LEFT_ALONE;
        TransferEngine engine = new TransferEngine(setup, new Mirroring(settings.selection(), deletes));
        InProcessQueue queue = new InProcessQueue(QUEUED_TASKS, System::nanoTime);
        // The listener hears of every failure; there is nobody else to leave a letter for.
        DeadLetters nobody = letter -> {};
        Worker worker = new Worker(
                engine,
                queue.workerSide(),
                nobody,
                listener,
                slots,
                settings.maxFailures().isPresent()
                        ? WorkerOptions.DEFAULT.withMostFailures(
                                settings.maxFailures().getAsInt() - 1L)
                        : WorkerOptions.DEFAULT,
                run,
                new Random());
        return new LocalWorker(
                queue,
                new Pump(queue, worker, run),
                new UploadSweep(setup.destination(), journal, setup.persistence()),
                slots,
                setup);
    }

    static Slots slots(RunSettings settings, BodyBuffers buffers) {
        SlotsOptions options = settings.concurrency().isPresent()
                ? SlotsOptions.fixed("copy", settings.concurrency().getAsInt())
                : SlotsOptions.adaptive("copy");
        return new Slots(options, buffers::isStarved, System::nanoTime, new CpuLoad());
    }

    static TransferSetup setup(
            RunSettings settings,
            Stores stores,
            EngineOptions options,
            BodyBuffers buffers,
            Slots slots,
            UploadJournal journal,
            Movement movement) {
        Flow flow = settings.bandwidth().isPresent()
                ? new Bandwidth(settings.bandwidth().getAsLong(), System::nanoTime, Sleeper.REAL)
                : Flow.FREE;
        return new TransferSetup(
                party(Side.SOURCE, stores.source(), settings),
                party(Side.DESTINATION, stores.destination(), settings),
                options,
                buffers,
                slots,
                journal,
                Persistence.usual(Sleeper.REAL, new Random(), System::nanoTime),
                flow,
                movement,
                InstantSource.system());
    }

    private static Party party(Side side, ObjectStore store, RunSettings settings) {
        ObjectStore paced = new PacedStore(store, new Pacer(System::nanoTime, Sleeper.REAL));
        return new Party(
                side,
                paced,
                new OutageWatch(settings.outage(), Preflight.LIMIT, OutageWatch.answers(store), System::nanoTime));
    }

    @Override
    public void close() {
        slots.close();
        queue.close();
    }
}
