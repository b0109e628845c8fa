package io.replicationhub.aws.ecs;

import io.replicationhub.aws.call.Json;
import io.replicationhub.stack.JobSenderRuntime;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads what ECS tells of a task (Amazon ECS API reference, Task and Container). */
final class TaskAnswer {
    private TaskAnswer() {}

    /** One that does not say when it was created has {@link Instant#EPOCH} for it. */
    static EcsTask read(Json task) {
        List<Json> containers = program(task.at("containers").items());
        return new EcsTask(
                task.textAt("taskArn"),
                time(task, "createdAt").orElse(Instant.EPOCH),
                task.textAt("lastStatus"),
                time(task, "startedAt"),
                time(task, "stoppedAt"),
                containers.stream()
                        .flatMap(container -> container.at("exitCode").number().stream())
                        .map(BigDecimal::intValue)
                        .findFirst(),
                reason(task.textAt("stoppedReason"), containers));
    }

    /** The program's own container; whichever there are where it goes by another name. */
    private static List<Json> program(List<Json> containers) {
        List<Json> ours = containers.stream()
                .filter(container -> container.textAt("name").equals(JobSenderRuntime.CONTAINER))
                .toList();
        return ours.isEmpty() ? containers : ours;
    }

    private static String reason(String ofTask, List<Json> containers) {
        String ofContainer = containers.stream()
                .map(container -> container.textAt("reason"))
                .filter(said -> !said.isEmpty())
                .findFirst()
                .orElse("");
        return ofTask.isEmpty() || ofContainer.isEmpty() ? ofTask + ofContainer : ofTask + ": " + ofContainer;
    }

    /** Timestamps of the JSON protocols are seconds with a fraction. */
    private static Optional<Instant> time(Json task, String field) {
        return task.at(field)
                .number()
                .map(seconds -> Instant.ofEpochMilli(seconds.movePointRight(3).longValue()));
    }
}
