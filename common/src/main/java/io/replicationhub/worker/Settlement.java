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
    private final Duration whileTaken;
    private final RandomGenerator random;

    Settlement(TaskQueue queue, WorkerOptions options, RandomGenerator random) {
        this.queue = queue;
        this.tries = options.tries();
        this.whileTaken = options.whileTaken();
        this.random = random;
    }

    Verdict settle(Delivery delivery, AtomicReferenceArray<Ending> endings) {
        List<Task> tasks = delivery.message().tasks();
        if (areSettled(endings, tasks.size())) {
            return acknowledge(delivery, List.of(), List.of(), List.of());
        }
        List<Task> later = new ArrayList<>(0);
        List<Task> untouched = new ArrayList<>(0);
        List<Task> advanced = new ArrayList<>(0);
        List<Task> waiting = new ArrayList<>(0);
        boolean asItCame = true;
        boolean begun = false;
        for (int i = 0; i < tasks.size(); i++) {
            Ending ending = endings.get(i);
            begun |= !(ending instanceof Ending.Unbegun);
            switch (ending) {
                case Ending.Settled settled -> asItCame = false;
                case Ending.TryLater failed -> {
                    later.add(failed.next());
                    asItCame &= failed.next().equals(tasks.get(i));
                }
                case Ending.Untouched left -> untouched.add(left.next());
                case Ending.Unbegun left -> untouched.add(left.next());
                case Ending.Waiting taken -> {
                    waiting.add(taken.next());
                    asItCame = false;
                }
                case Ending.Advanced half -> {
                    advanced.add(half.next());
                    asItCame = false;
                }
            }
        }
        if (asItCame) {
            Verdict returned = release(delivery, later.isEmpty() ? Duration.ZERO : pause(delivery));
            return begun ? returned : Verdict.UNTOUCHED;
        }
        List<TaskMessage> remainder = new ArrayList<>(0);
        add(remainder, delivery.tries(), untouched);
        // Whoever made headway has all his tries again: every such message has a part more, and parts are numbered.
        add(remainder, 1, advanced);
        // Waiting is no failure: neither a try nor a receive is to count it.
        return acknowledge(
                delivery, remainder, messages(delivery.tries() + 1, later), messages(delivery.tries(), waiting));
    }

    private static List<TaskMessage> messages(int attempt, List<Task> tasks) {
        List<TaskMessage> messages = new ArrayList<>(0);
        add(messages, attempt, tasks);
        return messages;
    }

    private static boolean areSettled(AtomicReferenceArray<Ending> endings, int tasks) {
        for (int i = 0; i < tasks; i++) {
            if (!(endings.get(i) instanceof Ending.Settled)) {
                return false;
            }
        }
        return true;
    }

    private static void add(List<TaskMessage> messages, int attempt, List<Task> tasks) {
        if (!tasks.isEmpty()) {
            messages.add(new TaskMessage(attempt, tasks));
        }
    }

    /**
     * @param failed waits as a message does that is given back, or its tries would pass before anything has changed
     * @param waiting for a key that another has
     */
    private Verdict acknowledge(
            Delivery delivery, List<TaskMessage> remainder, List<TaskMessage> failed, List<TaskMessage> waiting) {
        try {
            if (!remainder.isEmpty()) {
                queue.send(remainder);
            }
            if (!failed.isEmpty()) {
                queue.sendLater(failed, pause(delivery));
            }
            if (!waiting.isEmpty()) {
                queue.sendLater(waiting, aWhile());
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
        return remainder.isEmpty() && failed.isEmpty() && waiting.isEmpty() ? Verdict.DONE : Verdict.SPLIT;
    }

    private Verdict release(Delivery delivery, Duration delay) {
        try {
            queue.release(delivery, delay);
        } catch (QueueException e) {
            LOG.warn("A message could not be given back; it comes again when its visibility runs out", e);
        }
        return Verdict.RETURNED;
    }

    /** Not all at once: those who wait for one key would meet again. */
    private Duration aWhile() {
        return whileTaken.dividedBy(2).plusNanos(random.nextLong(whileTaken.toNanos() + 1));
    }

    private Duration pause(Delivery delivery) {
        return tries.delayAfter(delivery.tries(), random);
    }
}
