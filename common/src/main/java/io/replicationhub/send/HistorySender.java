package io.replicationhub.send;

import io.replicationhub.history.HistoryDiff;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.plan.Side;
import io.replicationhub.queue.Backlog;
import io.replicationhub.queue.QueueException;
import io.replicationhub.queue.TaskQueue;
import io.replicationhub.task.HistoryTask;
import io.replicationhub.transfer.RunControl;
import io.replicationhub.transfer.WorkStopped;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for objects of whose histories the destination lacks something, and puts a task for each on the queue, while it
 * still looks. For one run.
 */
public final class HistorySender {
    private static final Logger LOG = LoggerFactory.getLogger(HistorySender.class);
    /** A task may stand for many versions, so fewer share a message than of single objects. */
    private static final int TASKS_IN_A_MESSAGE = 20;

    private final HistoryDiff diff;
    private final TaskQueue queue;
    private final SendSettings settings;
    private final InstantSource clock;

    public HistorySender(HistoryDiff diff, TaskQueue queue, SendSettings settings, InstantSource clock) {
        this.diff = diff;
        this.queue = queue;
        this.settings = settings;
        this.clock = clock;
    }

    /** How a run ended. */
    public sealed interface Result {
        /**
         * All that there was to do is on the queue, but for what could not be found out.
         *
         * @param entries versions and delete markers of the source
         * @param same objects of which nothing is lacking
         * @param tasks sent, one for each object
         * @param messages that carry them
         * @param unreadable objects of which it could not be found out
         * @param trouble that the first of these met
         */
        record Sent(long entries, long same, long tasks, long messages, long unreadable, Optional<String> trouble)
                implements Result {}

        /** Nothing was looked at or sent: more than {@code limit} messages of earlier runs are still there. */
        record Backlogged(Backlog backlog, long limit) implements Result {}
    }

    /**
     * One run. Should it fail, what it sent stays sent, and a later run finds the rest.
     *
     * @throws WorkStopped where the run was stopped; its {@link RunControl} says why
     * @throws QueueException where a task could not be sent
     */
    public Result run(RunControl run) throws WorkStopped, QueueException, InterruptedException {
        Backlog backlog = queue.backlog();
        if (backlog.waiting() + backlog.inFlight() > settings.backlogLimit()) {
            return new Result.Backlogged(backlog, settings.backlogLimit());
        }
        Outbox outbox = new Outbox(queue, settings.withMaxTasks(TASKS_IN_A_MESSAGE), clock);
        Forwarder forwarder = new Forwarder(outbox, run);
        try {
            diff.run(forwarder, run);
        } catch (WorkStopped e) {
            forwarder.throwFailure();
            throw e;
        }
        // The walk may come to its end after the last task could not be sent: nobody asks again whether it goes on.
        forwarder.throwFailure();
        outbox.flush();
        return forwarder.sent();
    }

    /** Called by the crew, which knows nothing of queues: what goes wrong with one ends the run and is told at its end. */
    private static final class Forwarder implements HistoryDiff.Listener {
        private final Outbox outbox;
        private final RunControl run;
        private final LongAdder entries = new LongAdder();
        private final LongAdder same = new LongAdder();
        private final LongAdder unreadable = new LongAdder();
        private @Nullable String trouble;
        private @Nullable QueueException failure;
        private boolean interrupted;

        Forwarder(Outbox outbox, RunControl run) {
            this.outbox = outbox;
            this.run = run;
        }

        @Override
        public void listed(Side side, int more) {
            if (side == Side.SOURCE) {
                entries.add(more);
            }
            hand(outbox::tick);
        }

        @Override
        public void same(ObjectKey source) {
            same.increment();
        }

        @Override
        public void differs(ObjectKey source, ObjectKey destination) {
            hand(() -> outbox.add(new HistoryTask(source, destination)));
        }

        @Override
        public void unreadable(ObjectKey source, Outcome.Failed why) {
            LOG.error("What the destination lacks of {} could not be found out: {}", source, why.reason());
            unreadable.increment();
            synchronized (this) {
                trouble = trouble == null ? why.reason() : trouble;
            }
        }

        synchronized Result.Sent sent() {
            return new Result.Sent(
                    entries.sum(),
                    same.sum(),
                    outbox.tasks(),
                    outbox.messages(),
                    unreadable.sum(),
                    Optional.ofNullable(trouble));
        }

        synchronized void throwFailure() throws QueueException, InterruptedException {
            if (failure != null) {
                throw failure;
            }
            if (interrupted) {
                throw new InterruptedException("while a task was sent");
            }
        }

        private interface Sending {
            void send() throws QueueException, InterruptedException;
        }

        private void hand(Sending sending) {
            try {
                sending.send();
            } catch (QueueException e) {
                synchronized (this) {
                    failure = failure == null ? e : failure;
                }
                run.drain();
            } catch (InterruptedException e) {
                synchronized (this) {
                    interrupted = true;
                }
                Thread.currentThread().interrupt();
                run.drain();
            }
        }
    }
}
