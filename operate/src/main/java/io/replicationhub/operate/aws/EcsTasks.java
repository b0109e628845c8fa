package io.replicationhub.operate.aws;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.replicationhub.aws.credentials.AwsCall;
import io.replicationhub.object.StorageException;
import io.replicationhub.operate.Unreachable;
import io.replicationhub.operate.stack.SenderTask;
import io.replicationhub.operate.stack.SenderTasks;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** ECS. Source: ECS API reference, RunTask, ListTasks, DescribeTasks and their types Task and NetworkConfiguration. */
final class EcsTasks implements SenderTasks {
    private static final String TARGET = "AmazonEC2ContainerServiceV20141113.";
    private static final JsonFactory JSON = new JsonFactory();
    private static final int TASKS_MOST = 100;

    private final AwsCall call;
    private final String cluster;
    private final String definition;
    private final RandomGenerator random;

    /**
     * @param definition the ARN of the task definition, whose family tells the tasks that are meant
     * @param random makes the token by which ECS knows a request that comes again
     */
    EcsTasks(AwsCall call, String cluster, String definition, RandomGenerator random) {
        this.call = call;
        this.cluster = cluster;
        this.definition = definition;
        this.random = random;
    }

    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    @Override
    public List<SenderTask> running() throws Unreachable {
        return describe(list("RUNNING")).stream()
                .filter(task -> !task.isOver())
                .sorted(Comparator.comparing(SenderTask::began))
                .toList();
    }

    @Override
    public Optional<SenderTask> lastEnded() throws Unreachable {
        return describe(list("STOPPED")).stream()
                .filter(SenderTask::isOver)
                .max(Comparator.comparing(task -> task.ended().orElse(task.began())));
    }

    @Override
    public SenderTask look(String id) throws Unreachable {
        return describe(List.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> new Unreachable("ECS knows no task " + id + " in the cluster " + cluster, null));
    }

    @Override
    public SenderTask start(Network network) throws Unreachable {
        byte[] token = new byte[16];
        random.nextBytes(token);
        JsonTree answer = ask("RunTask", json -> {
            json.writeStringField("taskDefinition", definition);
            json.writeNumberField("count", 1);
            json.writeStringField("launchType", "FARGATE");
            json.writeStringField("startedBy", "drh-run");
            json.writeStringField("clientToken", HexFormat.of().formatHex(token));
            json.writeObjectFieldStart("networkConfiguration");
            json.writeObjectFieldStart("awsvpcConfiguration");
            texts(json, "subnets", network.subnets());
            texts(json, "securityGroups", network.securityGroups());
            json.writeStringField("assignPublicIp", network.publicIp());
            json.writeEndObject();
            json.writeEndObject();
        });
        Optional<SenderTask> started =
                answer.items("tasks").stream().findFirst().map(EcsTasks::task);
        if (started.isEmpty()) {
            String why = answer.items("failures").stream()
                    .map(failure -> failure.text("reason").orElse("no reason")
                            + failure.text("detail")
                                    .map(detail -> " (" + detail + ")")
                                    .orElse(""))
                    .collect(Collectors.joining("; "));
            throw new Unreachable(
                    "ECS did not start the JobSender: " + (why.isEmpty() ? "no reason is given" : why), null);
        }
        return started.get();
    }

    private List<String> list(String desiredStatus) throws Unreachable {
        JsonTree answer = ask("ListTasks", json -> {
            json.writeStringField("family", definition.replaceAll(".*/", "").replaceAll(":.*", ""));
            json.writeStringField("desiredStatus", desiredStatus);
        });
        return answer.items("taskArns").stream().map(JsonTree::text).toList();
    }

    private List<SenderTask> describe(List<String> ids) throws Unreachable {
        if (ids.isEmpty()) {
            return List.of();
        }
        // Hundreds are started by nobody; of those that have ended, ECS keeps an hour's.
        JsonTree answer =
                ask("DescribeTasks", json -> texts(json, "tasks", ids.subList(0, Math.min(ids.size(), TASKS_MOST))));
        return answer.items("tasks").stream().map(EcsTasks::task).toList();
    }

    private static SenderTask task(JsonTree task) {
        List<JsonTree> containers = task.items("containers");
        Optional<Integer> exit = containers.stream()
                .flatMap(container -> container.text("exitCode").stream())
                .map(Integer::valueOf)
                .findFirst();
        String reason = containers.stream()
                .flatMap(container -> container.text("reason").stream())
                .findFirst()
                .map(said ->
                        task.text("stoppedReason").map(why -> why + ": " + said).orElse(said))
                .orElse(task.text("stoppedReason").orElse(""));
        return new SenderTask(
                task.text("taskArn").orElse("").replaceAll(".*/", ""),
                task.text("lastStatus").orElse(""),
                time(task, "startedAt").or(() -> time(task, "createdAt")).orElse(Instant.EPOCH),
                time(task, "stoppedAt"),
                exit,
                reason);
    }

    /** ECS writes times as seconds with a fraction. */
    private static Optional<Instant> time(JsonTree task, String field) {
        return task.text(field)
                .map(BigDecimal::new)
                .map(seconds -> Instant.ofEpochMilli(seconds.movePointRight(3).longValue()));
    }

    private JsonTree ask(String action, Body body) throws Unreachable {
        String what = "the JobSender in the cluster " + cluster;
        String answer;
        try {
            answer = call.post(
                    what,
                    Map.of("x-amz-target", TARGET + action, "content-type", "application/x-amz-json-1.1"),
                    write(body));
        } catch (StorageException e) {
            throw Refused.because(e, "ecs:" + action);
        }
        return JsonTree.parse(answer)
                .orElseThrow(() -> new Unreachable(what + ": the answer to ecs:" + action + " cannot be read", null));
    }

    private String write(Body body) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("cluster", cluster);
            body.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string can always be written to", e);
        }
        return text.toString();
    }

    private static void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
