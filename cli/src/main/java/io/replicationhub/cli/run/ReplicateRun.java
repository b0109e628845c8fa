package io.replicationhub.cli.run;

import io.replicationhub.cli.settings.ArchiveSettings;
import io.replicationhub.cli.show.Amounts;
import io.replicationhub.outcome.OutcomeSummary;
import io.replicationhub.outcome.OutcomeTally;
import io.replicationhub.plan.ListingFailed;
import io.replicationhub.queue.QueueException;
import io.replicationhub.send.SendResult;
import io.replicationhub.send.Sender;
import io.replicationhub.transfer.RunControl;
import io.replicationhub.transfer.WorkStopped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code drh replicate}: the sender lists and compares on a thread of its own, while this one pumps what it finds to the
 * workers.
 */
final class ReplicateRun {
    private static final Logger LOG = LoggerFactory.getLogger(ReplicateRun.class);

    private final Sender sender;
    private final Search search;
    private final LocalWorker worker;
    private final OutcomeTally tally;
    private final RunControl run;
    private final LongSupplier nanos;
    private final ArchiveSettings archives;

    ReplicateRun(
            Sender sender,
            Search search,
            LocalWorker worker,
            OutcomeTally tally,
            RunControl run,
            LongSupplier nanos,
            ArchiveSettings archives) {
        this.sender = sender;
        this.search = search;
        this.worker = worker;
        this.tally = tally;
        this.run = run;
        this.nanos = nanos;
        this.archives = archives;
    }

    /** Runs to the end, whichever it is, and tells it. */
    ReplicateResult run() throws InterruptedException, IOException {
        long began = nanos.getAsLong();
        FutureTask<SendResult> sending = new FutureTask<>(send());
        Thread.ofPlatform().name("sender").daemon().start(sending);
        try {
            worker.pump().run();
        } catch (InterruptedException e) {
            if (!run.isStopping()) {
                throw e;
            }
            // It was to stop, and what is under way takes too long.
        }
        if (run.isStopping() && search.summary().isEmpty()) {
            // One that has listed all needs no end: whether all of it was sent, too, shows at once, for the queue is
            // closed.
            sending.cancel(true);
        }
        Optional<String> trouble = run.halted().map(Trouble::of).or(() -> Optional.ofNullable(troubleOf(sending)));
        long left = worker.queue().unsettledTasks();
        OutcomeSummary outcomes = tally.summary();
        // What failed in passing is gone on with by the next run, from the parts that are there.
        int swept = trouble.isEmpty() && left == 0 && !outcomes.failedInPassing() ? sweep() : 0;
        if (trouble.isEmpty() && left > 0) {
            trouble = Optional.of(
                    run.isStopping()
                            ? Trouble.INTERRUPTED
                            : Amounts.counted(left, "object") + (left == 1 ? " was" : " were") + " not dealt with");
        }
        return new ReplicateResult(
                search, archives, outcomes, trouble, left, swept, Duration.ofNanos(nanos.getAsLong() - began));
    }

    private Callable<SendResult> send() {
        return () -> {
            try {
                return sender.run(search);
            } finally {
                worker.queue().sendersDone();
            }
        };
    }

    private static @Nullable String troubleOf(FutureTask<SendResult> sending) {
        if (sending.isCancelled()) {
            return Trouble.INTERRUPTED;
        }
        try {
            if (sending.get() instanceof SendResult.Backlogged) {
                throw new IllegalStateException("a new queue has a backlog");
            }
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Trouble.INTERRUPTED;
        } catch (ExecutionException e) {
            return switch (Objects.requireNonNull(e.getCause())) {
                case ListingFailed failed -> failed.getMessage();
                case QueueException closed -> Trouble.INTERRUPTED;
                case SideLost lost -> throw lost;
                case UncheckedIOException file -> throw file;
                case Throwable fault -> {
                    // What was done until then is told all the same.
                    LOG.error("Listing and comparing broke off", fault);
                    yield "listing and comparing broke off by a fault of the program's own: " + fault;
                }
            };
        }
    }

    private int sweep() {
        try {
            return worker.sweep().run(run);
        } catch (WorkStopped e) {
            return 0;
        }
    }
}
