package io.replicationhub.localservers.mapping;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Polls a queue and invokes a function as Lambda's event source mapping does for a standard queue (Lambda Developer
 * Guide, "Using Lambda with Amazon SQS"): messages in batches, what succeeded is deleted, what failed is left to its
 * visibility timeout and the queue's redrive policy, and concurrency grows from five while there is work, by five a
 * second, up to the maximum.
 *
 * <p>Each poller has an execution environment of its own, made when it first invokes and replaced when an invocation
 * throws, so that a function is never run by two threads at once.
 */
public final class EventSourceMapping implements AutoCloseable {
    private static final int INITIAL_POLLERS = 5;
    /** 300 more a minute. */
    private static final Duration GROWTH_PAUSE = Duration.ofMillis(200);

    private final MappingOptions options;
    private final QueueReader queue;
    private final Supplier<Function<SQSEvent, SQSBatchResponse>> environments;
    private final InvocationCounts counts = new InvocationCounts();
    private final List<Thread> pollers = new ArrayList<>();
    private final Thread scaler =
            Thread.ofPlatform().name("event-source-mapping-scaler").daemon().unstarted(this::grow);
    private volatile boolean stopping;

    private EventSourceMapping(
            MappingOptions options, QueueReader queue, Supplier<Function<SQSEvent, SQSBatchResponse>> environments) {
        this.options = options;
        this.queue = queue;
        this.environments = environments;
    }

    /** @param environments makes one instance of the function, with its start-up work */
    public static EventSourceMapping start(
            MappingOptions options, Supplier<Function<SQSEvent, SQSBatchResponse>> environments) {
        var mapping = new EventSourceMapping(options, QueueReader.connect(options), environments);
        for (int n = 0; n < Math.min(INITIAL_POLLERS, options.maximumConcurrency()); n++) {
            mapping.addPoller();
        }
        mapping.scaler.start();
        return mapping;
    }

    public InvocationCounts counts() {
        return counts;
    }

    /** Lets the invocations under way end, then stops. An interrupt cuts the waiting short, not the invocations. */
    @Override
    public void close() {
        stopping = true;
        scaler.interrupt();
        try {
            scaler.join();
            for (Thread poller : snapshot()) {
                poller.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        queue.close();
    }

    private synchronized List<Thread> snapshot() {
        return List.copyOf(pollers);
    }

    private synchronized void addPoller() {
        var poller = new Poller(queue, environments, counts, () -> stopping);
        pollers.add(Thread.ofPlatform()
                .name("event-source-mapping-" + pollers.size())
                .daemon()
                .start(poller));
    }

    private void grow() {
        try {
            while (!stopping) {
                Thread.sleep(GROWTH_PAUSE);
                addPollerIfAllAreBusy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void addPollerIfAllAreBusy() {
        if (!stopping && pollers.size() < options.maximumConcurrency() && counts.running() >= pollers.size()) {
            addPoller();
        }
    }
}
