package io.replicationhub.send;

import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.plan.Amount;
import io.replicationhub.plan.Diff;
import io.replicationhub.plan.DiffListener;
import io.replicationhub.plan.DiffSummary;
import io.replicationhub.plan.Difference;
import io.replicationhub.plan.ListingFailed;
import io.replicationhub.plan.Side;
import io.replicationhub.queue.Backlog;
import io.replicationhub.queue.QueueException;
import io.replicationhub.queue.TaskQueue;
import io.replicationhub.task.CopyTask;
import java.time.InstantSource;

/**
 * Looks for what is missing or changed and puts it on the queue, while it still looks. The queue's {@code send} may block,
 * which holds the looking up: with a bounded queue, memory stays bounded.
 */
public final class Sender {
    private final Diff diff;
    private final TaskQueue queue;
    private final SendSettings settings;
    private final InstantSource clock;

    public Sender(Diff diff, TaskQueue queue, SendSettings settings, InstantSource clock) {
        this.diff = diff;
        this.queue = queue;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * One run. Should it fail, what it sent stays sent, and a later run finds the rest.
     *
     * @throws ListingFailed where a side could not be read
     * @throws QueueException where a task could not be sent
     */
    public SendResult run(SendListener listener) throws ListingFailed, QueueException, InterruptedException {
        Backlog backlog = queue.backlog();
        if (backlog.waiting() + backlog.inFlight() > settings.backlogLimit()) {
            return new SendResult.Backlogged(backlog, settings.backlogLimit());
        }
        Outbox outbox = new Outbox(queue, settings, clock);
        try {
            DiffSummary summary = diff.run(new Forwarder(outbox, listener));
            listener.listingDone(summary);
            outbox.flush();
            return new SendResult.Sent(summary, outbox.tasks(), outbox.messages());
        } catch (StoppedByQueue e) {
            throw e.failure;
        }
    }

    private record Forwarder(Outbox outbox, SendListener listener) implements DiffListener {
        @Override
        public void differs(Difference difference) throws InterruptedException {
            listener.found(difference);
            switch (difference) {
                case Difference.Missing missing -> copy(missing.source(), missing.destinationKey());
                case Difference.Changed changed ->
                    copy(changed.source(), changed.destination().key());
                case Difference.Extra extra -> {}
            }
        }

        @Override
        public void same(ListedObject source, ListedObject destination) {
            listener.same(source, destination);
        }

        @Override
        public void listed(Side side, Amount more) throws InterruptedException {
            listener.listed(side, more);
            try {
                outbox.tick();
            } catch (QueueException e) {
                throw new StoppedByQueue(e);
            }
        }

        @Override
        public void restarted(Side unordered) {
            listener.restarted(unordered);
        }

        private void copy(ListedObject source, ObjectKey destination) throws InterruptedException {
            try {
                outbox.add(new CopyTask(source.key(), destination, source.stamp()));
            } catch (QueueException e) {
                throw new StoppedByQueue(e);
            }
        }
    }

    /** Carries a queue's failure out of the diff. */
    private static final class StoppedByQueue extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final QueueException failure;

        StoppedByQueue(QueueException failure) {
            super(failure);
            this.failure = failure;
        }
    }
}
