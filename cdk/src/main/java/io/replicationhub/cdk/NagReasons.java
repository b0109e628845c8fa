package io.replicationhub.cdk;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.List;
import software.amazon.awscdk.Stack;

/** Where a rule of cdk-nag is not followed, and why. */
final class NagReasons {
    private static final String WILDCARD = "AwsSolutions-IAM5";

    private final Stack stack;

    private NagReasons(Stack stack) {
        this.stack = stack;
    }

    static void add(Stack stack) {
        var reasons = new NagReasons(stack);
        reasons.because(
                "MissedStarts",
                "AwsSolutions-SQS3",
                "It holds what is told of starts and runs that failed; nobody works on it, so nothing of it can fail.");
        reasons.because(
                "Cluster",
                "AwsSolutions-ECS4",
                "The tasks report their own metrics; Container Insights would cost more than the tasks.");
        reasons.because(
                "Vpc",
                "AwsSolutions-VPC7",
                "Nothing listens in this VPC; its one security group lets nothing in, and flow logs would cost more than"
                        + " the tasks that run there.");
        reasons.because(
                "JobSenderTask",
                "AwsSolutions-ECS2",
                "The variables are settings. Credentials are never among them, only where they are found.");
        reasons.because(
                "SenderPullRole",
                WILDCARD,
                "ecr:GetAuthorizationToken knows no resource, and the image may be one of the user's in any registry.");
        String revisions = "Every revision of the one task definition, which changes with each deployment. ";
        reasons.because("ScheduleRole", WILDCARD, revisions);
        String tasks = "ecs:ListTasks knows no resource and is bound to the cluster by a condition; tasks have no names"
                + " beforehand.";
        reasons.because("StackHooksRole", WILDCARD, revisions + tasks);
        reasons.because("SenderRole", WILDCARD, tasks);
    }

    private void because(String id, String rule, String reason) {
        NagSuppressions.addResourceSuppressions(
                stack.getNode().findChild(id),
                List.of(NagPackSuppression.builder()
                        .id(rule)
                        .reason(reason.strip())
                        .build()));
    }
}
