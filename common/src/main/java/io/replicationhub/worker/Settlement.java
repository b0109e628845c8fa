package io.replicationhub.worker;

import io.replicationhub.queue.Delivery;
import io.replicationhub.queue.QueueException;
import io.replicationhub.queue.TaskQueue;
import io.replicationhub.retry.RetryPolicy;
import io.replicationhub.task.Task;
import io.replicationhub.task.TaskMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the queue what became of a message: first what must not be lost, the acknowledgement last. */
final class Settlement {
    private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);
    private final TaskQueue queue;
    private final RetryPolicy tries;
    private final RandomGenerator random;

    Settlement(TaskQueue queue, RetryPolicy tries, RandomGenerator random) {
        this.queue = queue;
        this.tries = tries;
        this.random = random;
    }

    /** How often the tasks of a message have come by the queue, this time included. */
    static int tries(Delivery delivery) {
        return delivery.message().attempt() + delivery.receiveCount() - 1;
    }

    Verdict settle(Delivery delivery, AtomicReferenceArray<Ending> endings) {
        List<Task> tasks = delivery.message().tasks();
        List<Task> later = new ArrayList<>(0);
        List<Task> untouched = new ArrayList<>(0);
        for (int i = 0; i < tasks.size(); i++) {
            switch (endings.get(i)) {
                case Ending.Settled settled -> {}
                case Ending.TryLater failed -> later.add(tasks.get(i));
                case Ending.Untouched left -> untouched.add(tasks.get(i));
            }
        }
        if (later.size() + untouched.size() == tasks.size()) {
            return release(delivery, later.isEmpty() ? Duration.ZERO : pause(delivery));
        }
        return acknowledge(delivery, remainder(delivery, later, untouched));
    }

    private static List<TaskMessage> remainder(Delivery delivery, List<Task> later, List<Task> untouched) {
        List<TaskMessage> messages = new ArrayList<>(0);
        if (!later.isEmpty()) {
            messages.add(new TaskMessage(tries(delivery) + 1, later));
        }
        if (!untouched.isEmpty()) {
            messages.add(new TaskMessage(tries(delivery), untouched));
        }
        return messages;
    }

    private Verdict acknowledge(Delivery delivery, List<TaskMessage> remainder) {
        try {
            if (!remainder.isEmpty()) {
                queue.send(remainder);
            }
        } catch (QueueException e) {
            LOG.warn("What is left of a message could not be sent anew; all of it comes again", e);
            return release(delivery, pause(delivery));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return release(delivery, Duration.ZERO);
        }
        try {
            queue.acknowledge(delivery);
        } catch (QueueException e) {
            LOG.warn("A message could not be acknowledged; it comes again and is found done", e);
            return Verdict.RETURNED;
        }
        return remainder.isEmpty() ? Verdict.DONE : Verdict.SPLIT;
    }

    private Verdict release(Delivery delivery, Duration delay) {
        try {
            queue.release(delivery, delay);
        } catch (QueueException e) {
            LOG.warn("A message could not be given back; it comes again when its visibility runs out", e);
        }
        return Verdict.RETURNED;
    }

    private Duration pause(Delivery delivery) {
        return tries.delayAfter(tries(delivery), random);
    }
}
