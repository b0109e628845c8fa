package io.replicationhub.localservers.mapping;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/** One poller with its execution environment: receives, invokes, deletes what succeeded, and again. */
final class Poller implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Poller.class);
    private static final long PAUSE_AFTER_FAULT_MILLIS = 1_000;

    private final QueueReader queue;
    private final Supplier<Function<SQSEvent, SQSBatchResponse>> environments;
    private final InvocationCounts counts;
    private final BooleanSupplier stopping;
    private @Nullable Function<SQSEvent, SQSBatchResponse> environment;

    Poller(
            QueueReader queue,
            Supplier<Function<SQSEvent, SQSBatchResponse>> environments,
            InvocationCounts counts,
            BooleanSupplier stopping) {
        this.queue = queue;
        this.environments = environments;
        this.counts = counts;
        this.stopping = stopping;
    }

    @Override
    public void run() {
        while (!stopping.getAsBoolean()) {
            try {
                List<SQSEvent.SQSMessage> batch = queue.gather();
                if (!batch.isEmpty()) {
                    invoke(batch);
                }
            } catch (SdkException e) {
                LOG.warn("The queue does not answer: {}", e.getMessage());
                pause();
            }
        }
    }

    private void invoke(List<SQSEvent.SQSMessage> batch) {
        counts.begun();
        int deleted = 0;
        try {
            List<SQSEvent.SQSMessage> succeeded = succeeded(batch);
            queue.delete(succeeded);
            deleted = succeeded.size();
        } finally {
            counts.ended(deleted, batch.size() - deleted);
        }
    }

    private List<SQSEvent.SQSMessage> succeeded(List<SQSEvent.SQSMessage> batch) {
        var event = new SQSEvent();
        event.setRecords(batch);
        Optional<Set<String>> failed = failures(event);
        if (failed.isEmpty()) {
            counts.error();
            return List.of();
        }
        return batch.stream()
                .filter(message -> !failed.get().contains(message.getMessageId()))
                .toList();
    }

    /**
     * The ids of the messages that failed; empty where the whole batch counts as failed: the function threw, or named an
     * item that is none of the batch (Lambda Developer Guide, "Implementing partial batch responses").
     */
    private Optional<Set<String>> failures(SQSEvent event) {
        @Nullable SQSBatchResponse answer;
        try {
            answer = function().apply(event);
        } catch (Throwable e) { // whatever it is, Lambda sees a failed invocation and starts afresh
            LOG.warn("The function failed", e);
            environment = null;
            return Optional.empty();
        }
        if (answer == null || answer.getBatchItemFailures() == null) {
            return Optional.of(Set.of());
        }
        Set<String> ids = new HashSet<>();
        event.getRecords().forEach(message -> ids.add(message.getMessageId()));
        Set<String> failed = new HashSet<>();
        for (SQSBatchResponse.BatchItemFailure failure : answer.getBatchItemFailures()) {
            @Nullable String id = failure.getItemIdentifier();
            if (id == null || !ids.contains(id)) {
                LOG.warn("The function named {} as failed, which is no message of its batch", id);
                return Optional.empty();
            }
            failed.add(id);
        }
        return Optional.of(failed);
    }

    private Function<SQSEvent, SQSBatchResponse> function() {
        Function<SQSEvent, SQSBatchResponse> function = environment;
        if (function == null) {
            function = environments.get();
            environment = function;
        }
        return function;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_AFTER_FAULT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
