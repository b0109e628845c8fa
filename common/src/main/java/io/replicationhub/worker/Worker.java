package io.replicationhub.worker;

import io.replicationhub.config.Setting;
import io.replicationhub.crew.Crew;
import io.replicationhub.history.Histories;
import io.replicationhub.object.FailureClass;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.outcome.OutcomeListener;
import io.replicationhub.queue.DeadLetter;
import io.replicationhub.queue.DeadLetters;
import io.replicationhub.queue.Delivery;
import io.replicationhub.queue.QueueException;
import io.replicationhub.queue.TaskQueue;
import io.replicationhub.task.CopyTask;
import io.replicationhub.task.CopyTask.Then;
import io.replicationhub.task.DeleteTask;
import io.replicationhub.task.HistoryTask;
import io.replicationhub.task.LookTask;
import io.replicationhub.task.Task;
import io.replicationhub.transfer.Halt;
import io.replicationhub.transfer.RunControl;
import io.replicationhub.transfer.TransferEngine;
import io.replicationhub.transfer.TransferEngine.Delivered;
import io.replicationhub.transfer.WorkStopped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the tasks of messages with a crew, and settles each message when its last task has ended (docs/ordering.md). One
 * worker serves one run: it stops when its {@link RunControl} does. Thread-safe.
 */
public final class Worker {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final Outcome ONLY_THE_NEWEST = new Outcome.Failed(
            FailureClass.REJECTED,
            "a task to carry all versions, and this worker carries what is newest: it needs "
                    + Setting.VERSIONS.variable() + "=all");

    private final TransferEngine engine;
    private final DeadLetters deadLetters;
    private final OutcomeListener listener;
    private final Crew crew;
    private final WorkerOptions options;
    private final RunControl run;
    private final Settlement settlement;
    private final AtomicLong failures = new AtomicLong();
    private final Quiet quiet = new Quiet();
    private final Optional<HistoryWork> histories;
    private final LookWork looks;

    /**
     * One that carries what is newest.
     *
     * @param random thread-safe
     */
    public Worker(
            TransferEngine engine,
            TaskQueue queue,
            DeadLetters deadLetters,
            OutcomeListener listener,
            Crew crew,
            WorkerOptions options,
            RunControl run,
            RandomGenerator random) {
        this(engine, Optional.empty(), queue, deadLetters, listener, crew, options, run, random);
    }

    /**
     * @param histories does all tasks where it is there: whatever a task tells of a key, its history is what counts
     * @param random thread-safe
     */
    public Worker(
            TransferEngine engine,
            Optional<Histories> histories,
            TaskQueue queue,
            DeadLetters deadLetters,
            OutcomeListener listener,
            Crew crew,
            WorkerOptions options,
            RunControl run,
            RandomGenerator random) {
        this.engine = engine;
        this.listener = new Telling(listener, run);
        this.histories = histories.map(all -> new HistoryWork(all, this::end, this.listener, run));
        this.deadLetters = deadLetters;
        this.crew = crew;
        this.options = options;
        this.run = run;
        this.looks = new LookWork(this, engine, options.tries(), run);
        this.settlement = new Settlement(queue, options, random);
    }

    /**
     * Takes a message on. Blocks while the crew has enough to do; the stage ends, never with an exception, when the
     * message is settled.
     */
    public CompletionStage<Verdict> submit(Delivery delivery) throws InterruptedException {
        MessageWork work = new MessageWork(delivery, this, settlement, quiet);
        quiet.enter();
        try {
            crew.post(work);
        } catch (InterruptedException | RuntimeException | Error e) {
            quiet.leave();
            throw e;
        }
        return work.verdict();
    }

    /** Takes messages on and waits until all of them are settled; the verdicts are in the same order. */
    public List<Verdict> process(List<Delivery> deliveries) throws InterruptedException {
        List<CompletableFuture<Verdict>> verdicts = new ArrayList<>(deliveries.size());
        for (Delivery delivery : deliveries) {
            verdicts.add(submit(delivery).toCompletableFuture());
        }
        List<Verdict> ended = new ArrayList<>(verdicts.size());
        for (CompletableFuture<Verdict> verdict : verdicts) {
            ended.add(verdict.join());
        }
        return ended;
    }

    /** Waits until every message that was taken on is settled. */
    public void awaitQuiet() throws InterruptedException {
        quiet.await();
    }

    /** Does a task, and if it is settled by that, leaves its dead letter and tells the listener. */
    Ending perform(Task task, int tries) {
        if (run.isStopping()) {
            return new Ending.Unbegun(task);
        }
        Delivered delivered = tries > 1 ? Delivered.AGAIN : Delivered.FIRST;
        if (histories.isPresent()) {
            return histories.get().perform(task, delivered, tries);
        }
        return task instanceof CopyTask copy && copy.then() == Then.NOTHING
                ? end(copy, copied(copy, delivered), tries)
                : performRarer(task, delivered, tries);
    }

    /** Apart, so that a run of copies alone links no switch over kinds: each thread would, in its first task. */
    private Ending performRarer(Task task, Delivered delivered, int tries) {
        return switch (task) {
            case CopyTask copy -> looks.goOn(copy, delivered, tries);
            case DeleteTask delete -> looks.perform(delete, () -> engine.delete(delete, delivered, run), tries);
            case LookTask look -> looks.perform(look, () -> engine.look(look, run), tries);
            case HistoryTask history -> end(history, ONLY_THE_NEWEST, new Ending.TryLater(history), tries);
        };
    }

    Done copied(CopyTask task, Delivered delivered) {
        try {
            Outcome outcome = outcome(task, delivered);
            Ending failing = outcome instanceof Outcome.Failed
                    ? Ending.failed(task, engine.continuation(task))
                    : new Ending.TryLater(task);
            return new Done(Optional.of(outcome), failing);
        } catch (WorkStopped e) {
            return new Done(Optional.empty(), Ending.stopped(task, engine.continuation(task)));
        }
    }

    Ending end(CopyTask task, Done done, int tries) {
        return done.outcome().isEmpty()
                ? departing(task, done.failing())
                : end(task, done.outcome().get(), done.failing(), tries);
    }

    /** @param failing what becomes of the task should it have failed, and not for good */
    Ending end(Task task, Outcome outcome, Ending failing, int tries) {
        if (outcome instanceof Outcome.Failed failed) {
            boolean mayPass = failed.failureClass().isTransient()
                    && (failing instanceof Ending.Advanced || options.tries().allowsAfter(tries));
            if (mayPass || !bury(task, failed)) {
                return departing(task, failing);
            }
        }
        if (task instanceof CopyTask copy) {
            engine.settled(copy, run);
        }
        listener.settled(task, outcome);
        return Ending.SETTLED;
    }

    private Ending departing(Task task, Ending ending) {
        if (task instanceof CopyTask copy) {
            engine.departed(copy);
        }
        return ending;
    }

    private Outcome outcome(CopyTask task, Delivered delivered) throws WorkStopped {
        try {
            return engine.copy(task, delivered, run);
        } catch (RuntimeException | Error e) {
            return Faults.outcome(task, e);
        }
    }

    /** False where the letter could not be left: then the task must come again, to fail again. */
    private boolean bury(Task task, Outcome.Failed failed) {
        try {
            deadLetters.bury(new DeadLetter(task, failed.failureClass(), failed.reason()));
        } catch (QueueException e) {
            LOG.warn("The dead letter for {} could not be left", task.key(), e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        long seen = failures.incrementAndGet();
        if (seen > options.mostFailures()) {
            run.halt(new Halt.TooManyFailures(
                    seen, (seen == 1 ? "1 object failed: " : seen + " objects failed; the last: ") + failed.reason()));
        }
        return true;
    }
}
