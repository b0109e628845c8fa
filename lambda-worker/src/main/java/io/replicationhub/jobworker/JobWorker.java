package io.replicationhub.jobworker;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.replicationhub.aws.EmfMetrics;
import io.replicationhub.aws.SqsQueues;
import io.replicationhub.crew.Crew;
import io.replicationhub.event.Intake;
import io.replicationhub.history.Histories;
import io.replicationhub.queue.Delivery;
import io.replicationhub.queue.QueueException;
import io.replicationhub.stack.Timing;
import io.replicationhub.transfer.Halt;
import io.replicationhub.transfer.RunControl;
import io.replicationhub.transfer.TransferEngine;
import io.replicationhub.worker.Verdict;
import io.replicationhub.worker.Worker;
import io.replicationhub.worker.WorkerOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does one batch of messages within the time that there is. Everything here outlives the batch, and serves one batch at a
 * time, as Lambda does.
 *
 * @param histories there where whole histories are carried
 * @param intake reads messages, those of a sender and event notifications alike
 * @param haltPause how long messages wait when nothing can be done for now; at most 15 minutes
 * @param random thread-safe
 */
record JobWorker(
        TransferEngine engine,
        Optional<Histories> histories,
        Crew crew,
        Intake intake,
        SqsQueues queues,
        EmfMetrics metrics,
        Duration haltPause,
        LongSupplier nanos,
        RandomGenerator random) {
    private static final Logger LOG = LoggerFactory.getLogger(JobWorker.class);
    static final Duration HALT_PAUSE = Timing.HALT_PAUSE;

    /** A short invocation keeps this share of its time for its ending. */
    private static final int ENDING_SHARE = 4;

    SQSBatchResponse work(SQSEvent event, Duration remaining) throws InterruptedException {
        // Burying what is not ours takes from the same time.
        long began = nanos.getAsLong();
        try {
            Batch batch = Batch.read(event, intake, queues, metrics);
            Duration forTasks = forTasks(remaining);
            RunControl run = RunControl.until(began + forTasks.toNanos(), remaining.minus(forTasks), nanos);
            var queue = new PushedQueue(queues.tasks());
            var worker = new Worker(
                    engine,
                    histories,
                    queue,
                    queues.deadLetters(),
                    new LossLog(metrics),
                    crew,
                    WorkerOptions.DEFAULT.waitingAtMost(haltPause),
                    run,
                    random);
            List<Verdict> verdicts = worker.process(batch.deliveries());
            var postponement = new Postponement(queues, metrics, haltPause);
            run.halted().ifPresent(postponement::tell);
            // Where nothing at all was done, its receives tell of a message that nobody can work on.
            boolean headway = verdicts.contains(Verdict.DONE) || verdicts.contains(Verdict.SPLIT);
            for (int place = 0; place < verdicts.size(); place++) {
                Delivery delivery = batch.deliveries().get(place);
                boolean sentAnew = switch (verdicts.get(place)) {
                    case DONE, SPLIT -> true;
                    case RETURNED -> run.halted().isPresent() && postponement.one(delivery);
                    case UNTOUCHED ->
                        run.halted().isPresent()
                                ? postponement.one(delivery)
                                : headway && postponement.atOnce(delivery);
                };
                if (!sentAnew) {
                    giveBack(batch, place, queue, run.halted());
                }
            }
            return batch.answer();
        } finally {
            metrics.flush();
        }
    }

    static Duration forTasks(Duration remaining) {
        Duration share = remaining.dividedBy(ENDING_SHARE);
        return remaining.minus(share.compareTo(Timing.INVOCATION_ENDING) < 0 ? share : Timing.INVOCATION_ENDING);
    }

    private void giveBack(Batch batch, int place, PushedQueue queue, Optional<Halt> halted) {
        Delivery delivery = batch.deliveries().get(place);
        try {
            queues.hide(delivery.receipt(), halted.isPresent() ? haltPause : queue.pauseOf(delivery));
        } catch (QueueException e) {
            LOG.warn("A message comes again when its visibility runs out: {}", e.getMessage());
        }
        batch.failed(place);
    }
}
