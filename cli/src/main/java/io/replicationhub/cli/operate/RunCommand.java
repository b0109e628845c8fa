package io.replicationhub.cli.operate;

import io.replicationhub.aws.ecs.TaskNetwork;
import io.replicationhub.cli.show.Amounts;
import io.replicationhub.cli.show.SummaryJson;
import io.replicationhub.operate.Unreachable;
import io.replicationhub.operate.stack.DeployedStack;
import io.replicationhub.operate.stack.SenderTask;
import io.replicationhub.operate.stack.SenderTasks;
import io.replicationhub.stack.StackOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** drh run: starts the JobSender, or follows the one that runs. */
final class RunCommand {
    private static final List<StackOutput> NEEDED = List.of(
            StackOutput.CLUSTER,
            StackOutput.JOB_SENDER_TASK,
            StackOutput.JOB_SENDER_SUBNETS,
            StackOutput.JOB_SENDER_SECURITY_GROUP,
            StackOutput.JOB_SENDER_PUBLIC_IP);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration PAUSE_MOST = Duration.ofSeconds(10);

    private final Session session;

    RunCommand(Session session) {
        this.session = session;
    }

    int perform() throws Unreachable, InterruptedException, IOException {
        DeployedStack stack = session.stack(NEEDED);
        SenderTasks tasks = session.account().senders(stack);
        List<SenderTask> running = tasks.running();
        boolean started = running.isEmpty();
        SenderTask task = started ? tasks.start(network(stack)) : running.getFirst();
        if (!session.settings().json()) {
            session.out()
                    .println(
                            started
                                    ? "started the JobSender: task " + task.id() + " in the cluster "
                                            + stack.need(StackOutput.CLUSTER)
                                    : "a JobSender is already " + lower(task) + ", since " + task.began() + ": task "
                                            + task.id() + "; no other was started");
            stack.output(StackOutput.JOB_SENDER_LOG_GROUP)
                    .ifPresent(group -> session.out().println("its log is in " + group));
        }
        if (session.settings().follow()) {
            task = follow(tasks, task);
        }
        int code = session.settings().follow() ? exitCode(task) : OperateExit.FINE.number();
        if (session.settings().json()) {
            write(task, started);
        } else if (session.settings().follow()) {
            session.out()
                    .println("the task ended after " + took(task)
                            + task.exitCode()
                                    .map(number -> " with exit code " + number)
                                    .orElse(" without having run")
                            + (code == 0 || task.reason().isEmpty() ? "" : ": " + task.reason()));
        }
        return code;
    }

    private static TaskNetwork network(DeployedStack stack) throws Unreachable {
        return new TaskNetwork(
                names(stack.need(StackOutput.JOB_SENDER_SUBNETS)),
                names(stack.need(StackOutput.JOB_SENDER_SECURITY_GROUP)),
                stack.need(StackOutput.JOB_SENDER_PUBLIC_IP));
    }

    private static List<String> names(String list) {
        return Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private SenderTask follow(SenderTasks tasks, SenderTask task) throws Unreachable, InterruptedException {
        SenderTask now = task;
        Duration pause = FIRST_PAUSE;
        while (!now.isOver()) {
            session.sleeper().sleep(pause);
            Duration longer = pause.multipliedBy(3).dividedBy(2);
            pause = longer.compareTo(PAUSE_MOST) > 0 ? PAUSE_MOST : longer;
            SenderTask next = tasks.look(task.id());
            if (!next.status().equals(now.status()) && !next.isOver()) {
                session.err().println("the task is " + lower(next));
            }
            now = next;
        }
        return now;
    }

    /** The program's own; where it never ran, nothing could be reached. */
    private static int exitCode(SenderTask task) {
        return task.exitCode().orElse(OperateExit.UNREACHABLE.number());
    }

    private static String took(SenderTask task) {
        return Amounts.time(Duration.between(task.began(), task.ended().orElse(task.began())));
    }

    private static String lower(SenderTask task) {
        return task.status().toLowerCase(Locale.ROOT);
    }

    /** Field names are part of the contract. */
    private void write(SenderTask task, boolean started) throws IOException {
        SummaryJson.write(session.out(), json -> {
            json.writeStringField("task", task.id());
            json.writeBooleanField("started", started);
            json.writeStringField("status", task.status());
            json.writeStringField("began", task.began().toString());
            if (task.exitCode().isPresent()) {
                json.writeNumberField("exitCode", task.exitCode().get());
            }
            if (task.isOver()) {
                json.writeStringField("reason", task.reason());
            }
        });
    }
}
