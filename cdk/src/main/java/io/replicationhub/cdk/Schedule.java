package io.replicationhub.cdk;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.CfnRole;
import software.amazon.awscdk.services.scheduler.CfnSchedule;

/** Starts the JobSender by the clock. What could not be started, retries included, is kept with its reason. */
record Schedule(CfnSchedule schedule, CfnRole role) {
    /** The next run would find the same work, so that trying longer is of no use. */
    private static final int SECONDS_TRIED = 1_800;

    private static final int TRIES = 10;
    private static final String STANDARD = "rate(1 hour)";

    static Schedule add(Stack stack, RunParameters asked, JobSenderTask sender, Network network, Queues queues) {
        CfnCondition scheduled = Choice.given(stack, "Scheduled", asked.schedule());
        List<Object> statements = new ArrayList<>(Starting.statements(sender, network));
        statements.add(
                Statement.allow("sqs:SendMessage").on(queues.missedStarts().getAttrArn()));
        CfnRole role = Roles.scheduler(stack, "ScheduleRole", statements);
        var schedule = CfnSchedule.Builder.create(stack, "Schedule")
                .description("Starts the JobSender of Data Replication Hub")
                .scheduleExpression(Choice.text(scheduled, asked.schedule().getValueAsString(), STANDARD))
                .state(Choice.text(scheduled, "ENABLED", "DISABLED"))
                .flexibleTimeWindow(CfnSchedule.FlexibleTimeWindowProperty.builder()
                        .mode("OFF")
                        .build())
                .target(CfnSchedule.TargetProperty.builder()
                        .arn(network.clusterArn())
                        .roleArn(role.getAttrArn())
                        .ecsParameters(task(sender, network))
                        .retryPolicy(CfnSchedule.RetryPolicyProperty.builder()
                                .maximumEventAgeInSeconds(SECONDS_TRIED)
                                .maximumRetryAttempts(TRIES)
                                .build())
                        .deadLetterConfig(CfnSchedule.DeadLetterConfigProperty.builder()
                                .arn(queues.missedStarts().getAttrArn())
                                .build())
                        .build())
                .build();
        return new Schedule(schedule, role);
    }

    private static CfnSchedule.EcsParametersProperty task(JobSenderTask sender, Network network) {
        return CfnSchedule.EcsParametersProperty.builder()
                .taskDefinitionArn(Starting.revision(sender.definition()))
                .launchType("FARGATE")
                .taskCount(1)
                .networkConfiguration(CfnSchedule.NetworkConfigurationProperty.builder()
                        .awsvpcConfiguration(CfnSchedule.AwsVpcConfigurationProperty.builder()
                                .subnets(List.of(network.subnetA(), network.subnetB()))
                                .securityGroups(List.of(network.securityGroup()))
                                .assignPublicIp(network.publicIp())
                                .build())
                        .build())
                .build();
    }
}
