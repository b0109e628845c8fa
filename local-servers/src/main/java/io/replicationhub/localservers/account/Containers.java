package io.replicationhub.localservers.account;

import io.replicationhub.localservers.identity.Refusal;
import io.replicationhub.localservers.identity.Refusal.Answer;
import io.replicationhub.localservers.identity.RefusedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * ECS. Sources: ECS API reference, RunTask, ListTasks (without a desired status it lists those that are to run) and
 * DescribeTasks, by ids or ARNs; the shapes of Task and NetworkConfiguration. A task goes on when it is looked at.
 */
public final class Containers {
    static final String TARGET = "AmazonEC2ContainerServiceV20141113.";
    private static final String ARN = "arn:aws:ecs:us-east-1:123456789012:";

    /** How often a started task is looked at until it has ended. */
    private static final int LOOKS = 2;

    private final Map<String, String> definitions = new ConcurrentHashMap<>();
    private final Map<String, Task> tasks = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private volatile Ending ending =
            new Ending(Optional.of(0), "EssentialContainerExited", "Essential container in task exited");
    private volatile String placementFailure = "";

    /** How a task that is started from now on will end: with an exit code, or without having begun. */
    private record Ending(Optional<Integer> exitCode, String stopCode, String reason) {}

    private static final class Task {
        private final String arn;
        private final String family;
        private final Instant created;
        private final Ending ending;
        private String status;
        private int looks;
        private Optional<Instant> stopped = Optional.empty();

        Task(String arn, String family, Instant created, String status, int looks, Ending ending) {
            this.arn = arn;
            this.family = family;
            this.created = created;
            this.status = status;
            this.looks = looks;
            this.ending = ending;
        }

        /** Somebody has looked at it. */
        synchronized void advance() {
            if (--looks > 0) {
                status = ending.exitCode.isPresent() ? "RUNNING" : "PENDING";
            } else if (stopped.isEmpty()) {
                status = "STOPPED";
                stopped = Optional.of(Instant.now());
            }
        }
    }

    Containers() {}

    /** A cluster with one task definition; answers the ARN of that. */
    public String define(String cluster, String family) {
        String arn = ARN + "task-definition/" + family + ":7";
        definitions.put(cluster, arn);
        return arn;
    }

    /** Tasks that are started from now on end with this code. */
    public void endWith(int exitCode) {
        ending = new Ending(Optional.of(exitCode), "EssentialContainerExited", "Essential container in task exited");
    }

    /** Tasks that are started from now on do not begin. */
    public void failToStart(String reason) {
        ending = new Ending(Optional.empty(), "TaskFailedToStart", reason);
    }

    /** Tasks cannot be placed from now on; an empty reason ends that. */
    public void refusePlacement(String reason) {
        placementFailure = reason;
    }

    /** A task that runs since then, and ends when it has been looked at so often. Answers its id. */
    public String running(String cluster, Instant since, int looks) {
        return put(cluster, "RUNNING", since, looks, ending).arn.replaceAll(".*/", "");
    }

    /** A task that has ended. */
    public void stopped(String cluster, Instant began, Instant ended, int exitCode) {
        Task task = put(
                cluster,
                "STOPPED",
                began,
                0,
                new Ending(Optional.of(exitCode), "EssentialContainerExited", "Essential container in task exited"));
        task.stopped = Optional.of(ended);
    }

    private Task put(String cluster, String status, Instant created, int looks, Ending how) {
        String family = family(definitions.getOrDefault(cluster, ""));
        String arn = ARN + "task/" + cluster + "/" + String.format("%032x", 0xabc0 + count.incrementAndGet());
        Task task = new Task(arn, family, created, status, looks, how);
        tasks.put(arn, task);
        return task;
    }

    Answer answer(String action, JsonText request) throws RefusedException {
        String cluster = request.text("cluster").orElse("default").replaceAll(".*/", "");
        if (!definitions.containsKey(cluster)) {
            throw refused("ClusterNotFoundException", "Cluster not found.");
        }
        return switch (action) {
            case "ecs:RunTask" -> run(cluster, request);
            case "ecs:ListTasks" -> list(request);
            case "ecs:DescribeTasks" -> describe(cluster, request);
            default -> throw refused("UnknownOperationException", "");
        };
    }

    private Answer run(String cluster, JsonText request) throws RefusedException {
        @Nullable String known = definitions.get(cluster);
        if (!request.text("taskDefinition").orElse("").equals(known)) {
            throw refused("ClientException", "TaskDefinition not found.");
        }
        if (request.text("launchType").orElse("EC2").equals("FARGATE")) {
            String network = "networkConfiguration.awsvpcConfiguration.";
            if (request.count(network + "subnets") < 1) {
                throw refused(
                        "InvalidParameterException",
                        "Network Configuration must be provided when networkMode 'awsvpc' is" + " specified.");
            }
            if (request.count(network + "subnets") > 16 || request.count(network + "securityGroups") > 5) {
                throw refused("InvalidParameterException", "too many subnets or securityGroups");
            }
            if (!request.text(network + "assignPublicIp").orElse("DISABLED").matches("ENABLED|DISABLED")) {
                throw refused("InvalidParameterException", "assignPublicIp must be ENABLED or DISABLED");
            }
        }
        if (!placementFailure.isEmpty()) {
            return json("{\"tasks\":[],\"failures\":[{\"arn\":\"" + ARN + "cluster/" + cluster + "\",\"reason\":\""
                    + placementFailure + "\"}]}");
        }
        Task task = put(cluster, "PROVISIONING", Instant.now(), LOOKS, ending);
        return json("{\"tasks\":[" + describe(task) + "],\"failures\":[]}");
    }

    private Answer list(JsonText request) {
        boolean stopped = request.text("desiredStatus").orElse("RUNNING").equals("STOPPED");
        List<String> found = new ArrayList<>();
        for (Task task : tasks.values()) {
            if (task.status.equals("STOPPED") == stopped
                    && task.family.equals(request.text("family").orElse(task.family))) {
                found.add('"' + task.arn + '"');
            }
        }
        return json("{\"taskArns\":[" + String.join(",", found) + "]}");
    }

    private Answer describe(String cluster, JsonText request) throws RefusedException {
        int wanted = request.count("tasks");
        if (wanted < 1 || wanted > 100) {
            throw refused("InvalidParameterException", "Tasks cannot be empty.");
        }
        List<String> found = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (int i = 0; i < wanted; i++) {
            String arn = request.text("tasks." + i).orElse("");
            @Nullable Task task = tasks.get(arn.startsWith("arn:") ? arn : ARN + "task/" + cluster + '/' + arn);
            if (task == null) {
                failures.add("{\"arn\":\"" + arn + "\",\"reason\":\"MISSING\"}");
            } else {
                task.advance();
                found.add(describe(task));
            }
        }
        return json("{\"tasks\":[" + String.join(",", found) + "],\"failures\":[" + String.join(",", failures) + "]}");
    }

    private static String describe(Task task) {
        boolean over = task.status.equals("STOPPED");
        boolean began = task.ending.exitCode.isPresent() && !task.status.matches("PROVISIONING|PENDING");
        String text = "{\"taskArn\":\"" + task.arn + "\",\"lastStatus\":\"" + task.status + "\",\"desiredStatus\":\""
                + (over ? "STOPPED" : "RUNNING") + "\",\"createdAt\":" + seconds(task.created) + ",\"group\":\"family:"
                + task.family + "\"";
        if (began) {
            text += ",\"startedAt\":" + seconds(task.created);
        }
        if (over) {
            text += ",\"stoppedAt\":" + seconds(task.stopped.orElse(task.created)) + ",\"stopCode\":\""
                    + task.ending.stopCode + "\",\"stoppedReason\":\"" + task.ending.reason + "\"";
        }
        String exit =
                over ? task.ending.exitCode.map(code -> ",\"exitCode\":" + code).orElse("") : "";
        return text + ",\"containers\":[{\"name\":\"JobSender\",\"lastStatus\":\"" + task.status + "\"" + exit + "}]}";
    }

    /** As ECS writes times: seconds with a fraction. */
    private static String seconds(Instant at) {
        return String.format(Locale.ROOT, "%d.%03d", at.getEpochSecond(), at.getNano() / 1_000_000);
    }

    private static String family(String definition) {
        return definition.replaceAll(".*/", "").replaceAll(":.*", "");
    }

    private static RefusedException refused(String code, String message) {
        return new RefusedException(new Refusal(400, code, message));
    }

    private static Answer json(String text) {
        return new Answer(200, "application/x-amz-json-1.1", text);
    }
}
