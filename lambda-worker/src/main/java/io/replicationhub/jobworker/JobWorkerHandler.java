package io.replicationhub.jobworker;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.replicationhub.aws.EmfMetrics;
import io.replicationhub.aws.SqsQueues;
import io.replicationhub.config.SettingsException;
import io.replicationhub.object.StorageException;
import io.replicationhub.settings.JobWorkerSettings;
import io.replicationhub.settings.SideUnusable;
import io.replicationhub.transfer.Halt;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Lambda calls: a batch of SQS messages in, the ones that failed out ({@code ReportBatchItemFailures}). One instance
 * serves one invocation at a time.
 */
public final class JobWorkerHandler implements RequestHandler<SQSEvent, SQSBatchResponse>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JobWorkerHandler.class);

    /** Between tries to open a side whose secret store does not answer. */
    static final Duration OUTAGE_PAUSE = Duration.ofMinutes(1);

    private final JobWorkerSettings settings;
    private final Map<String, String> environment;
    private final SqsQueues queues;
    private final EmfMetrics metrics;
    private final Duration haltPause;
    private @Nullable Wiring wiring;

    /** Lambda calls this one: everything comes from the environment, and metrics go to standard output. */
    public JobWorkerHandler() {
        this(settings(System.getenv()), System.getenv(), System.out::println, JobWorker.HALT_PAUSE);
        if (wiring != null) {
            Priming.of(wiring.sides(), settings.selection());
        }
    }

    private JobWorkerHandler(
            JobWorkerSettings settings,
            Map<String, String> environment,
            Consumer<String> metricLines,
            Duration haltPause) {
        this.haltPause = haltPause;
        this.settings = settings;
        this.environment = environment;
        this.queues = queues(settings, environment);
        this.metrics = new EmfMetrics(settings.stack(), metricLines, InstantSource.system());
        try {
            // While Lambda still grants the processor time of a start.
            wiring = Wiring.of(settings, environment, queues, metrics, haltPause);
        } catch (SideUnusable e) {
            LOG.error("Messages will be put off unless it is better when they come: {}", e.getMessage());
        }
    }

    /**
     * A handler that lives by another environment than the process.
     *
     * @param metrics takes the lines for CloudWatch
     */
    public static JobWorkerHandler of(Map<String, String> environment, Consumer<String> metrics) {
        return of(environment, metrics, JobWorker.HALT_PAUSE);
    }

    /** @param haltPause how long messages wait when nothing can be done for now */
    static JobWorkerHandler of(Map<String, String> environment, Consumer<String> metrics, Duration haltPause) {
        return new JobWorkerHandler(settings(environment), environment, metrics, haltPause);
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        Duration remaining = Duration.ofMillis(context.getRemainingTimeInMillis());
        try {
            Wiring ready = wiring;
            if (ready == null) {
                long began = System.nanoTime();
                ready = Wiring.of(settings, environment, queues, metrics, haltPause);
                wiring = ready;
                remaining = remaining.minusNanos(System.nanoTime() - began);
            }
            return ready.worker().work(event, remaining);
        } catch (SideUnusable e) {
            return putOff(event, e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Lambda never does; whoever plays Lambda within a longer life should. */
    @Override
    public void close() {
        if (wiring != null) {
            wiring.close();
        }
        queues.close();
    }

    private SQSBatchResponse putOff(SQSEvent event, SideUnusable why) {
        boolean passing = why.failure().isTransient() && haltPause.compareTo(OUTAGE_PAUSE) > 0;
        Duration pause = passing ? OUTAGE_PAUSE : haltPause;
        var halt = new Halt.SideFailed(why.side(), why.failure().failureClass(), String.valueOf(why.getMessage()));
        try {
            return new Postponement(queues, metrics, pause).all(event, Wiring.intake(settings), halt);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted: the whole batch comes again", e);
    }

    private static JobWorkerSettings settings(Map<String, String> environment) {
        try {
            return JobWorkerSettings.read(environment);
        } catch (SettingsException e) {
            e.problems().forEach(LOG::error);
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static SqsQueues queues(JobWorkerSettings settings, Map<String, String> environment) {
        try {
            return SqsQueues.open(settings.queue(), environment, new Random());
        } catch (StorageException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
