package io.replicationhub.jobworker;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.replicationhub.config.SettingsException;
import io.replicationhub.object.StorageException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Lambda calls: a batch of SQS messages in, the ones that failed out ({@code ReportBatchItemFailures}). One instance
 * serves one invocation at a time.
 */
public final class JobWorkerHandler implements RequestHandler<SQSEvent, SQSBatchResponse>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JobWorkerHandler.class);

    private final Wiring wiring;

    /** Lambda calls this one: everything comes from the environment, and metrics go to standard output. */
    public JobWorkerHandler() {
        this(wire(System.getenv(), System.out::println));
    }

    private JobWorkerHandler(Wiring wiring) {
        this.wiring = wiring;
    }

    /**
     * A handler that lives by another environment than the process.
     *
     * @param metrics takes the lines for CloudWatch
     */
    public static JobWorkerHandler of(Map<String, String> environment, Consumer<String> metrics) {
        return new JobWorkerHandler(wire(environment, metrics));
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        try {
            return wiring.worker().work(event, Duration.ofMillis(context.getRemainingTimeInMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted: the whole batch comes again", e);
        }
    }

    /** Lambda never does; whoever plays Lambda within a longer life should. */
    @Override
    public void close() {
        wiring.close();
    }

    private static Wiring wire(Map<String, String> environment, Consumer<String> metrics) {
        try {
            return Wiring.of(environment, metrics);
        } catch (SettingsException e) {
            e.problems().forEach(LOG::error);
            throw new IllegalArgumentException(e.getMessage(), e);
        } catch (StorageException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
