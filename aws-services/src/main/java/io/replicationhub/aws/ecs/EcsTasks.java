package io.replicationhub.aws.ecs;

import io.replicationhub.aws.call.AwsClient;
import io.replicationhub.aws.call.Json;
import io.replicationhub.aws.call.Refusal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The tasks of a cluster (Amazon ECS API reference: RunTask, ListTasks, DescribeTasks, StopTask). A cluster goes by its
 * name or ARN. Thread-safe.
 */
public final class EcsTasks {
    private static final String SERVICE = "AmazonEC2ContainerServiceV20141113.";
    /** DescribeTasks takes so many at once. */
    private static final int DESCRIBED_AT_ONCE = 100;

    private final AwsClient ecs;
    private final String cluster;

    public EcsTasks(AwsClient ecs, String cluster) {
        this.ecs = ecs;
        this.cluster = cluster;
    }

    /**
     * Starts one task on Fargate.
     *
     * @param publicIp {@code ENABLED} or {@code DISABLED}
     * @param once the same text starts no second task, however often this is asked
     * @throws Refusal also where ECS answers well and starts nothing, with what it says of that
     */
    public String run(String taskDefinition, List<String> subnets, String securityGroup, String publicIp, String once)
            throws Refusal, InterruptedException {
        Json network = Json.object()
                .with("subnets", Json.texts(subnets))
                .with("securityGroups", Json.texts(securityGroup.isEmpty() ? List.of() : List.of(securityGroup)))
                .with("assignPublicIp", publicIp);
        Json answer = ask(
                "RunTask",
                Json.object()
                        .with("cluster", cluster)
                        .with("taskDefinition", taskDefinition)
                        .with("launchType", "FARGATE")
                        .with("count", new Json.Num(BigDecimal.ONE))
                        .with("clientToken", once)
                        .with("networkConfiguration", Json.object().with("awsvpcConfiguration", network)));
        List<Json> started = answer.at("tasks").items();
        if (started.isEmpty()) {
            Json failure = answer.at("failures").items().stream().findFirst().orElse(Json.NOTHING);
            String reason = (failure.textAt("reason") + ' ' + failure.textAt("detail")).strip();
            throw new Refusal(200, reason, "ECS started no task" + (reason.isEmpty() ? "" : ": " + reason), null);
        }
        return started.getFirst().textAt("taskArn");
    }

    /** The tasks of a family that run or are to run. */
    public List<String> running(String family) throws Refusal, InterruptedException {
        List<String> arns = new ArrayList<>();
        for (String next = ""; ; ) {
            Json.Fields request = Json.object()
                    .with("cluster", cluster)
                    .with("family", family)
                    .with("desiredStatus", "RUNNING");
            Json page = ask("ListTasks", next.isEmpty() ? request : request.with("nextToken", next));
            page.at("taskArns").items().forEach(arn -> arn.text().ifPresent(arns::add));
            String after = page.textAt("nextToken");
            if (after.isEmpty() || after.equals(next)) {
                return arns;
            }
            next = after;
        }
    }

    /** When tasks were created; those that ECS does not know any more are left out. */
    public List<EcsTask> describe(List<String> arns) throws Refusal, InterruptedException {
        List<EcsTask> tasks = new ArrayList<>();
        for (int from = 0; from < arns.size(); from += DESCRIBED_AT_ONCE) {
            List<String> some = arns.subList(from, Math.min(arns.size(), from + DESCRIBED_AT_ONCE));
            Json answer =
                    ask("DescribeTasks", Json.object().with("cluster", cluster).with("tasks", Json.texts(some)));
            for (Json task : answer.at("tasks").items()) {
                task.at("createdAt")
                        .number()
                        .ifPresent(seconds -> tasks.add(new EcsTask(task.textAt("taskArn"), instant(seconds))));
            }
        }
        return tasks;
    }

    /** Has a task end; SIGTERM first. One that is gone is no failure. */
    public void stop(String arn, String reason) throws Refusal, InterruptedException {
        try {
            Json unused = ask(
                    "StopTask",
                    Json.object().with("cluster", cluster).with("task", arn).with("reason", reason));
        } catch (Refusal e) {
            if (!e.code().equals("InvalidParameterException") && !e.isMissing()) {
                throw e;
            }
        }
    }

    private Json ask(String action, Json body) throws Refusal, InterruptedException {
        return ecs.ask(action + " in " + cluster, SERVICE + action, body);
    }

    /** Timestamps of the JSON protocols are seconds with a fraction. */
    private static Instant instant(BigDecimal seconds) {
        return Instant.ofEpochMilli(seconds.movePointRight(3).longValue());
    }
}
