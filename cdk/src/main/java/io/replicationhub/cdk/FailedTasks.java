package io.replicationhub.cdk;

import io.replicationhub.stack.SenderExit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.events.CfnRule;

/**
 * Notices each run of the JobSender that ended badly by what ECS tells of its task, since a task that never began, was
 * killed or ran out of memory says nothing itself. What ECS told is kept on a queue for as long as queues keep anything;
 * ECS itself forgets a task within the hour.
 *
 * <p>The form of the event: Amazon ECS Developer Guide, "Amazon ECS task state change events" and "Amazon ECS stopped tasks
 * error messages"; of the pattern: EventBridge User Guide, "Comparison operators for use in event patterns".
 */
final class FailedTasks {
    private static final Map<String, Object> ABSENT = Map.of("exists", false);

    private FailedTasks() {}

    static CfnRule add(Stack stack, JobSenderTask sender, Network network, Queues queues) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("clusterArn", List.of(network.clusterArn()));
        // Any revision: a run goes on through an upgrade.
        detail.put(
                "taskDefinitionArn",
                List.of(Map.of("prefix", Choice.arnHere("ecs", "task-definition/" + sender.family() + ':'))));
        detail.put("lastStatus", List.of("STOPPED"));
        // Who stops a task by hand knows of it, and so does the stack that goes.
        detail.put("stopCode", List.of(ABSENT, Map.of("anything-but", List.of("UserInitiated"))));
        // By name, since the account may have others put beside it (GuardDuty does).
        detail.put(
                "containers",
                Map.of(
                        "name", List.of(JobSenderTask.CONTAINER),
                        "exitCode", List.of(ABSENT, Map.of("anything-but", SenderExit.goodNumbers()))));
        Map<String, Object> pattern = new LinkedHashMap<>();
        pattern.put("source", List.of("aws.ecs"));
        pattern.put("detail-type", List.of("ECS Task State Change"));
        pattern.put("detail", detail);
        var rule = CfnRule.Builder.create(stack, "FailedTasks")
                .description("Runs of the JobSender that ended badly, as ECS tells of them")
                .eventPattern(pattern)
                .targets(List.of(CfnRule.TargetProperty.builder()
                        .id("MissedStarts")
                        .arn(queues.missedStarts().getAttrArn())
                        .build()))
                .build();
        queues.letIn(stack, rule);
        return rule;
    }
}
