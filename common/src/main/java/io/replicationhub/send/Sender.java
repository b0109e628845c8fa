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
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * Looks for what is missing or changed and puts it on the queue, while it still looks. The queue's {@code send} may block,
 * which holds the looking up: with a bounded queue, memory stays bounded.
 */
public final class Sender {
    private final Diff diff;
    private final TaskQueue queue;
    private final SendSettings settings;
    private final InstantSource clock;
    private final Supplier<Deletions> deletions;

    /** One that leaves alone what is only at the destination. */
    public Sender(Diff diff, TaskQueue queue, SendSettings settings, InstantSource clock) {
        this(diff, queue, settings, clock, Deletions::none);
    }

    private Sender(
            Diff diff, TaskQueue queue, SendSettings settings, InstantSource clock, Supplier<Deletions> deletions) {
        this.diff = diff;
        this.queue = queue;
        this.settings = settings;
        this.clock = clock;
        this.deletions = deletions;
    }

    /**
     * The same sender, which also has deleted what is only at the destination, when both sides have been listed to their
     * ends and the guard allows all of it.
     *
     * @param scratch a folder for the keys until then
     */
    public Sender deleting(DeleteGuard guard, Path scratch) {
        return new Sender(diff, queue, settings, clock, () -> Deletions.noted(guard, scratch));
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
        try (Deletions deletes = deletions.get()) {
            DiffSummary summary = diff.run(new Forwarder(outbox, deletes, listener));
            listener.listingDone(summary);
            outbox.flush();
            DeleteDecision decision = deletes.decide(summary);
            listener.deletesDecided(decision);
            if (decision instanceof DeleteDecision.Allowed) {
                deletes.send(outbox);
                outbox.flush();
            }
            return new SendResult.Sent(summary, outbox.tasks(), outbox.messages(), decision);
        } catch (StoppedByQueue e) {
            throw e.failure;
        }
    }

    private record Forwarder(Outbox outbox, Deletions deletes, SendListener listener) implements DiffListener {
        @Override
        public void differs(Difference difference) throws InterruptedException {
            listener.found(difference);
            if (difference instanceof Difference.ToCopy wanted) {
                copy(wanted.source(), wanted.destinationKey());
            } else if (difference instanceof Difference.Extra extra) {
                deletes.found(extra);
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
            deletes.restarted();
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
