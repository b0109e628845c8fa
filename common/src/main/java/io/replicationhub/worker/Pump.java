package io.replicationhub.worker;

import io.replicationhub.queue.Delivery;
import io.replicationhub.queue.InProcessQueue;
import io.replicationhub.transfer.RunControl;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Carries messages from a queue within the process to a worker, until there is no more to come or the run stops. */
public final class Pump {
    private static final int AT_ONCE = 10;
    /** A run that stops is noticed within this. */
    private static final Duration GLANCE = Duration.ofMillis(200);

    private final InProcessQueue queue;
    private final Worker worker;
    private final RunControl run;

    public Pump(InProcessQueue queue, Worker worker, RunControl run) {
        this.queue = queue;
        this.worker = worker;
        this.run = run;
    }

    /**
     * Returns when the queue is exhausted, or when the run has stopped and what was taken is settled. In the end the queue
     * is closed; when the run stops, at once, which ends a sender that waits for room.
     *
     * @throws InterruptedException at once: then what was taken may still be under way
     */
    public void run() throws InterruptedException {
        try {
            while (!run.isStopping() && !queue.isExhausted()) {
                for (Delivery delivery : queue.receive(AT_ONCE, GLANCE)) {
                    CompletionStage<Verdict> nobodyAsks = worker.submit(delivery);
                    assert nobodyAsks != null;
                }
            }
            if (run.isStopping()) {
                queue.close();
            }
            worker.awaitQuiet();
        } finally {
            queue.close();
        }
    }
}
