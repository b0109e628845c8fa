package io.replicationhub.worker;

import io.replicationhub.crew.Work;
import io.replicationhub.queue.Delivery;
import io.replicationhub.task.Task;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The tasks of one message, a piece each. Whoever ends the last one settles the message. */
final class MessageWork implements Work {
    private final Delivery delivery;
    private final List<Task> tasks;
    private final Worker worker;
    private final Settlement settlement;
    private final Quiet quiet;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger left;
    private final AtomicReferenceArray<Ending> endings;
    private final CompletableFuture<Verdict> verdict = new CompletableFuture<>();

    MessageWork(Delivery delivery, Worker worker, Settlement settlement, Quiet quiet) {
        this.delivery = delivery;
        this.tasks = delivery.message().tasks();
        this.worker = worker;
        this.settlement = settlement;
        this.quiet = quiet;
        this.left = new AtomicInteger(tasks.size());
        this.endings = new AtomicReferenceArray<>(tasks.size());
    }

    CompletionStage<Verdict> verdict() {
        return verdict;
    }

    @Override
    public int pieces() {
        return tasks.size();
    }

    @Override
    public int claim() {
        if (next.get() >= tasks.size()) {
            return NOTHING;
        }
        int piece = next.getAndIncrement();
        return piece < tasks.size() ? piece : NOTHING;
    }

    @Override
    public void run(int piece) {
        Task task = tasks.get(piece);
        Ending ending = new Ending.TryLater(task);
        try {
            ending = worker.perform(task, delivery.tries());
        } finally {
            endings.set(piece, ending);
            if (left.decrementAndGet() == 0) {
                conclude();
            }
        }
    }

    private void conclude() {
        Verdict reached = Verdict.RETURNED;
        try {
            reached = settlement.settle(delivery, endings);
        } finally {
            verdict.complete(reached);
            quiet.leave();
        }
    }
}
