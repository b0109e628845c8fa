package io.replicationhub.demo;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.replicationhub.jobworker.JobWorkerHandler;
import io.replicationhub.localservers.lambda.LocalInvocation;
import io.replicationhub.localservers.mapping.EventSourceMapping;
import io.replicationhub.localservers.mapping.MappingOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Lambda's part: an event source mapping that invokes real handlers until the queue is empty. */
final class WorkerFleet {
    private static final int BATCH = 5;
    private static final int CONCURRENCY = 4;
    private static final Duration GLANCE = Duration.ofMillis(100);

    /**
     * @param invocations of the handler
     * @param concurrencyMost invocations that ran at once
     */
    record Result(long invocations, int concurrencyMost) {}

    private WorkerFleet() {}

    static Result run(DemoCloud cloud, MetricSums metrics, Runnable glance) throws InterruptedException {
        List<JobWorkerHandler> handlers = new CopyOnWriteArrayList<>();
        MappingOptions options =
                new MappingOptions(cloud.queueEndpoint(), cloud.queueUrl(), BATCH, Duration.ZERO, CONCURRENCY);
        EventSourceMapping mapping = EventSourceMapping.start(options, () -> environment(cloud, metrics, handlers));
        try {
            while (cloud.isQueueBusy()) {
                glance.run();
                Thread.sleep(GLANCE);
            }
        } finally {
            mapping.close();
            handlers.forEach(JobWorkerHandler::close);
        }
        glance.run();
        return new Result(mapping.counts().invocations(), mapping.counts().concurrencyMost());
    }

    /** One execution environment, as Lambda makes them: an instance of the handler and its start-up. */
    private static Function<SQSEvent, SQSBatchResponse> environment(
            DemoCloud cloud, MetricSums metrics, List<JobWorkerHandler> handlers) {
        JobWorkerHandler handler = JobWorkerHandler.of(cloud.workerEnvironment(), metrics);
        handlers.add(handler);
        return event -> handler.handleRequest(event, new LocalInvocation(Duration.ofMinutes(15)));
    }
}
