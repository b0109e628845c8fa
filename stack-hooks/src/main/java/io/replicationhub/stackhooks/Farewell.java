package io.replicationhub.stackhooks;

import io.replicationhub.aws.call.Api;
import io.replicationhub.aws.call.AwsClient;
import io.replicationhub.aws.call.Refusal;
import io.replicationhub.aws.ecs.EcsTask;
import io.replicationhub.aws.ecs.EcsTasks;
import io.replicationhub.aws.scheduler.Schedules;
import io.replicationhub.stackhooks.HookRequest.Verb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the stack to rest before it is taken apart: nothing is started any more, what runs ends, what is being copied is
 * waited for, and uploads that nobody will finish are aborted. What the deletion of the stack does anyway may fail here;
 * it is said in the stack's events, which outlive the logs, and does not hold the deletion up. Only uploads that may be
 * aborted at the next try do.
 */
final class Farewell implements Hook {
    /** For what is in flight: a worker's invocation has at most 15 minutes, most of them are over in seconds. */
    static final Duration DRAIN_MOST = Duration.ofMinutes(10);
    /** For tasks that were told to stop: on Fargate they are killed after two minutes (ContainerDefinition, stopTimeout). */
    static final Duration STOPPING_MOST = Duration.ofMinutes(2);
    /** Kept of the function's time for the uploads. */
    static final Duration CLEARING_UP = Duration.ofSeconds(60);

    private static final Duration BETWEEN = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(Farewell.class);

    private static final String TASKS = "the tasks of the family";

    private final Hooks.Clients clients;
    private final OpenUploads.Stores stores;

    Farewell(Hooks.Clients clients, OpenUploads.Stores stores) {
        this.clients = clients;
        this.stores = stores;
    }

    @Override
    public String physicalId(HookRequest request) {
        return request.physicalId().orElse(request.logicalId());
    }

    @Override
    public String run(HookRequest request, Deadline deadline) throws HookFailed, InterruptedException {
        if (request.verb() != Verb.DELETE) {
            return "";
        }
        List<String> notes = new ArrayList<>();
        attempt(notes, "the schedule", request.text("Schedule"), schedule -> {
            try (AwsClient scheduler = clients.open(Api.SCHEDULER)) {
                new Schedules(scheduler).disable(schedule);
            }
        });
        List<String> stopped = new ArrayList<>();
        attempt(notes, TASKS, request.text("TaskFamily"), family -> stop(request, family, stopped));
        attempt(notes, "the event source mapping", request.text("EventSourceMapping"), id -> {
            try (AwsClient lambda = clients.open(Api.LAMBDA)) {
                new EventSource(lambda, id)
                        .disable(deadline.leaving(CLEARING_UP).within(EventSource.SETTLING_MOST));
            }
        });
        attempt(notes, "the queue", request.text("Queue"), queue -> {
            try (AwsClient sqs = clients.open(Api.SQS)) {
                var drain = new Drain(sqs, deadline.leaving(CLEARING_UP).within(DRAIN_MOST));
                drain.untilNothingIsInFlight(queue);
                drain.whatStays(queue).ifPresent(notes::add);
            }
        });
        // They end while the queue is waited for, mostly.
        attempt(notes, TASKS, request.text("TaskFamily"), family -> {
            Deadline ending = deadline.leaving(CLEARING_UP).within(STOPPING_MOST);
            notes.addAll(untilStopped(request, stopped, ending));
        });
        new OpenUploads(stores, deadline)
                .abort(
                        request.text("DestinationBucket"),
                        request.text("DestinationRegion"),
                        request.properties().textAt("DestinationPrefix"),
                        request.text("WorkerRoleName"))
                .ifPresent(notes::add);
        return String.join("; ", notes);
    }

    /** @param stopped to which those are added that were told to stop */
    private void stop(HookRequest request, String family, List<String> stopped) throws Refusal, InterruptedException {
        try (AwsClient ecs = clients.open(Api.ECS)) {
            var tasks = new EcsTasks(ecs, request.text("Cluster"));
            for (String task : tasks.running(family)) {
                tasks.stop(task, "the stack is being deleted");
                stopped.add(task);
                LOG.info("Stopped {}", task);
            }
        }
    }

    /** Waits until they have ended: ECS deletes no cluster that has a task (DeleteCluster, ClusterContainsTasksException). */
    private List<String> untilStopped(HookRequest request, List<String> stopped, Deadline ending)
            throws Refusal, InterruptedException {
        if (stopped.isEmpty()) {
            return List.of();
        }
        try (AwsClient ecs = clients.open(Api.ECS)) {
            var tasks = new EcsTasks(ecs, request.text("Cluster"));
            while (true) {
                List<String> left = tasks.describe(stopped).stream()
                        .filter(task -> !task.status().equals("STOPPED"))
                        .map(EcsTask::arn)
                        .toList();
                if (left.isEmpty()) {
                    return left;
                }
                if (!ending.pause(BETWEEN)) {
                    LOG.warn("Still stopping: {}", left);
                    return List.of(
                            "tasks that were told to stop have not ended, and their cluster may be kept by them: "
                                    + String.join(", ", left));
                }
            }
        }
    }

    private interface Step {
        void take(String name) throws Refusal, InterruptedException;
    }

    /** What is not named was never there, and what is gone needs nothing done to it. */
    private static void attempt(List<String> notes, String what, String name, Step step) throws InterruptedException {
        if (name.isEmpty()) {
            return;
        }
        try {
            step.take(name);
        } catch (Refusal e) {
            if (e.isMissing()) {
                LOG.info("{} {} is gone", what, name);
                return;
            }
            LOG.warn("{} {} could not be brought to rest", what, name, e);
            notes.add(what + " could not be brought to rest: " + e.getMessage());
        }
    }
}
