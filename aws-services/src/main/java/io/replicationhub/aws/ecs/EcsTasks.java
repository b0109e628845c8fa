package io.replicationhub.aws.ecs;

import io.replicationhub.aws.call.AwsClient;
import io.replicationhub.aws.call.Json;
import io.replicationhub.aws.call.Refusal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The tasks of a cluster (Amazon ECS API reference: RunTask, ListTasks, DescribeTasks, StopTask). A cluster goes by its
 * name or ARN. Thread-safe.
 */
public final class EcsTasks {
    private static final String SERVICE = "AmazonEC2ContainerServiceV20141113.";
    /** DescribeTasks takes so many at once. */
    private static final int DESCRIBED_AT_ONCE = 100;
    /** Of a hundred tasks each (ListTasks), all of one family. */
    static final int PAGES_MOST = 100;

    private final AwsClient ecs;
    private final String cluster;

    public EcsTasks(AwsClient ecs, String cluster) {
        this.ecs = ecs;
        this.cluster = cluster;
    }

    /**
     * Starts one task on Fargate.
     *
     * @param startedBy shown by ECS; up to 36 letters, digits and hyphens
     * @param once the same text starts no second task, however often this is asked
     * @throws Refusal also where ECS answers well and starts nothing, with what it says of that
     */
    public EcsTask run(String taskDefinition, TaskNetwork network, String startedBy, String once)
            throws Refusal, InterruptedException {
        Json connected = Json.object()
                .with("subnets", Json.texts(network.subnets()))
                .with("securityGroups", Json.texts(network.securityGroups()))
                .with("assignPublicIp", network.publicIp());
        Json answer = ask(
                "RunTask",
                Json.object()
                        .with("taskDefinition", taskDefinition)
                        .with("launchType", "FARGATE")
                        .with("count", new Json.Num(BigDecimal.ONE))
                        .with("startedBy", startedBy)
                        .with("clientToken", once)
                        .with("networkConfiguration", Json.object().with("awsvpcConfiguration", connected)));
        List<EcsTask> started = tasks(answer);
        if (started.isEmpty()) {
            String why = answer.at("failures").items().stream()
                    .map(failure -> failure.textAt("reason")
                            + (failure.textAt("detail").isEmpty() ? "" : " (" + failure.textAt("detail") + ")"))
                    .collect(Collectors.joining("; "));
            throw new Refusal(200, why, "ECS started no task: " + (why.isEmpty() ? "no reason is given" : why), null);
        }
        return started.getFirst();
    }

    /** The tasks of a family that run or are to run. */
    public List<String> running(String family) throws Refusal, InterruptedException {
        return list(family, "RUNNING");
    }

    /** Those that have ended, of the last hour or so, which is as long as ECS knows them. */
    public List<String> stopped(String family) throws Refusal, InterruptedException {
        return list(family, "STOPPED");
    }

    private List<String> list(String family, String desiredStatus) throws Refusal, InterruptedException {
        List<String> arns = new ArrayList<>();
        String next = "";
        for (int pages = 0; pages < PAGES_MOST; pages++) {
            Json.Fields request = Json.object().with("family", family).with("desiredStatus", desiredStatus);
            Json page = ask("ListTasks", next.isEmpty() ? request : request.with("nextToken", next));
            page.at("taskArns").items().forEach(arn -> arn.text().ifPresent(arns::add));
            next = page.textAt("nextToken");
            if (next.isEmpty()) {
                return arns;
            }
        }
        throw new Refusal(
                200,
                "",
                "the tasks of " + family + " in " + cluster + " come in more than " + PAGES_MOST + " pages",
                null);
    }

    /**
     * How tasks are; those that ECS does not know any more, or of which it does not say when they came, are left out.
     *
     * @param names ARNs or ids
     */
    public List<EcsTask> describe(List<String> names) throws Refusal, InterruptedException {
        List<EcsTask> tasks = new ArrayList<>();
        for (int from = 0; from < names.size(); from += DESCRIBED_AT_ONCE) {
            List<String> some = names.subList(from, Math.min(names.size(), from + DESCRIBED_AT_ONCE));
            tasks(ask("DescribeTasks", Json.object().with("tasks", Json.texts(some)))).stream()
                    .filter(task -> task.created().isAfter(Instant.EPOCH))
                    .forEach(tasks::add);
        }
        return tasks;
    }

    /** Has a task end; SIGTERM first. One that is gone is no failure. */
    public void stop(String arn, String reason) throws Refusal, InterruptedException {
        try {
            Json unused = ask("StopTask", Json.object().with("task", arn).with("reason", reason));
        } catch (Refusal e) {
            if (!e.code().equals("InvalidParameterException") && !e.isMissing()) {
                throw e;
            }
        }
    }

    private static List<EcsTask> tasks(Json answer) {
        return answer.at("tasks").items().stream().map(TaskAnswer::read).toList();
    }

    private Json ask(String action, Json.Fields body) throws Refusal, InterruptedException {
        return ecs.ask(action + " in " + cluster, SERVICE + action, body.with("cluster", cluster));
    }
}
