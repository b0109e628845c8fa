package io.replicationhub.cdk;

import io.replicationhub.settings.JobSenderSettings;
import io.replicationhub.stack.JobSenderRuntime;
import io.replicationhub.stack.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ecs.CfnTaskDefinition;
import software.amazon.awscdk.services.iam.CfnRole;

/**
 * The JobSender as a task of Fargate. It writes nothing but sorted listings, to a volume that goes with the task.
 *
 * @param family the task definition's name without its revision
 * @param puller fetches the image and begins the log
 * @param role the program's own
 */
record JobSenderTask(CfnTaskDefinition definition, String family, CfnRole puller, CfnRole role) {
    static final String CONTAINER = JobSenderRuntime.CONTAINER;
    private static final String SCRATCH = "scratch";
    /** Nobody's number: the program needs no user that exists. */
    private static final String USER = "10001:10001";

    static JobSenderTask add(
            Stack stack,
            SettingValues settings,
            Artefacts.Image image,
            Processor processor,
            Logs logs,
            Queues queues,
            Network network,
            List<Object> access) {
        String family = Aws.STACK_NAME + "-JobSender";
        List<Object> pulling = new ArrayList<>(image.pulling());
        pulling.add(Logs.writing(logs.sender()));
        CfnRole puller = Roles.task(stack, "SenderPullRole", pulling);

        List<Object> statements = new ArrayList<>(access);
        statements.add(Statement.allow("sqs:SendMessage", "sqs:GetQueueAttributes")
                .on(queues.tasks().getAttrArn()));
        statements.addAll(Starting.seeing(network, "ecs:DescribeTasks"));
        CfnRole role = Roles.task(stack, "SenderRole", statements);

        var definition = CfnTaskDefinition.Builder.create(stack, "JobSenderTask")
                .family(family)
                .requiresCompatibilities(List.of("FARGATE"))
                .networkMode("awsvpc")
                .cpu("512")
                .memory("1024")
                .runtimePlatform(CfnTaskDefinition.RuntimePlatformProperty.builder()
                        .cpuArchitecture(processor.ecs())
                        .operatingSystemFamily("LINUX")
                        .build())
                .executionRoleArn(puller.getAttrArn())
                .taskRoleArn(role.getAttrArn())
                .volumes(List.of(
                        CfnTaskDefinition.VolumeProperty.builder().name(SCRATCH).build()))
                .containerDefinitions(List.of(container(settings.of(JobSenderSettings.variables()), image, logs)))
                .build();
        return new JobSenderTask(definition, family, puller, role);
    }

    private static CfnTaskDefinition.ContainerDefinitionProperty container(
            SortedMap<String, String> settings, Artefacts.Image image, Logs logs) {
        List<Object> environment = new ArrayList<>();
        environment.add(variable("AWS_REGION", Aws.REGION));
        settings.forEach((name, value) -> environment.add(variable(name, value)));
        return CfnTaskDefinition.ContainerDefinitionProperty.builder()
                .name(CONTAINER)
                .image(image.address())
                .essential(true)
                .user(USER)
                .readonlyRootFilesystem(true)
                .mountPoints(List.of(CfnTaskDefinition.MountPointProperty.builder()
                        .sourceVolume(SCRATCH)
                        .containerPath("/tmp")
                        .readOnly(false)
                        .build()))
                .linuxParameters(CfnTaskDefinition.LinuxParametersProperty.builder()
                        .capabilities(CfnTaskDefinition.KernelCapabilitiesProperty.builder()
                                .drop(List.of("ALL"))
                                .build())
                        .build())
                .environment(environment)
                .stopTimeout(Math.toIntExact(Timing.SENDER_KILLED.toSeconds()))
                .logConfiguration(CfnTaskDefinition.LogConfigurationProperty.builder()
                        .logDriver("awslogs")
                        .options(Map.of(
                                "awslogs-group",
                                logs.sender().getRef(),
                                "awslogs-region",
                                Aws.REGION,
                                "awslogs-stream-prefix",
                                "run"))
                        .build())
                .build();
    }

    private static Object variable(String name, String value) {
        return CfnTaskDefinition.KeyValuePairProperty.builder()
                .name(name)
                .value(value)
                .build();
    }
}
