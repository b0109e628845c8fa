package io.replicationhub.operate.aws;

import io.replicationhub.aws.ecs.EcsTask;
import io.replicationhub.aws.ecs.EcsTasks;
import io.replicationhub.aws.ecs.TaskNetwork;
import io.replicationhub.operate.Unreachable;
import io.replicationhub.operate.stack.SenderTask;
import io.replicationhub.operate.stack.SenderTasks;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The JobSenders among the tasks of a cluster: those of one family. */
final class SendersOnEcs implements SenderTasks {
    private static final String STARTED_BY = "drh-run";

    private final EcsTasks tasks;
    private final String definition;
    private final RandomGenerator random;

    /**
     * @param definition the ARN of the task definition, whose family tells the tasks that are meant
     * @param random makes the token by which ECS knows a request that comes again
     */
    SendersOnEcs(EcsTasks tasks, String definition, RandomGenerator random) {
        this.tasks = tasks;
        this.definition = definition;
        this.random = random;
    }

    @Override
    public List<SenderTask> running() throws Unreachable {
        List<String> found = Refused.orElse("ecs:ListTasks", () -> tasks.running(family()));
        return describe(found).stream()
                .filter(task -> !task.isOver())
                .sorted(Comparator.comparing(SenderTask::began))
                .toList();
    }

    @Override
    public Optional<SenderTask> lastEnded() throws Unreachable {
        List<String> found = Refused.orElse("ecs:ListTasks", () -> tasks.stopped(family()));
        return describe(found).stream()
                .filter(SenderTask::isOver)
                .max(Comparator.comparing(task -> task.ended().orElse(task.began())));
    }

    @Override
    public SenderTask look(String id) throws Unreachable {
        return describe(List.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> new Unreachable("ECS knows no task " + id + " any more", null));
    }

    @Override
    public SenderTask start(TaskNetwork network) throws Unreachable {
        byte[] token = new byte[16];
        random.nextBytes(token);
        String once = HexFormat.of().formatHex(token);
        return sender(Refused.orElse("ecs:RunTask", () -> tasks.run(definition, network, STARTED_BY, once)));
    }

    private List<SenderTask> describe(List<String> names) throws Unreachable {
        return Refused.orElse("ecs:DescribeTasks", () -> tasks.describe(names)).stream()
                .map(SendersOnEcs::sender)
                .toList();
    }

    private static SenderTask sender(EcsTask task) {
        return new SenderTask(
                task.id(),
                task.status(),
                task.started().orElse(task.created()),
                task.stopped(),
                task.exitCode(),
                task.reason());
    }

    private String family() {
        String named = definition.substring(definition.lastIndexOf('/') + 1);
        int revision = named.indexOf(':');
        return revision < 0 ? named : named.substring(0, revision);
    }
}
