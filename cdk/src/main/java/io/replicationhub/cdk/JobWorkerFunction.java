package io.replicationhub.cdk;

import io.replicationhub.settings.JobWorkerSettings;
import io.replicationhub.stack.JobWorkerRuntime;
import io.replicationhub.stack.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.CfnRole;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping;
import software.amazon.awscdk.services.lambda.CfnFunction;

/** The JobWorker, and how messages get to it. It is in no VPC: there it would need a NAT to reach anything. */
record JobWorkerFunction(CfnFunction function, CfnRole role, CfnEventSourceMapping mapping) {
    static final String ROLE = "WorkerRole";
    static final String RUNTIME = "java25";
    private static final String HANDLER = "io.replicationhub.jobworker.JobWorkerHandler::handleRequest";

    static JobWorkerFunction add(
            Stack stack,
            RunParameters asked,
            CfnCondition events,
            SettingValues settings,
            CfnFunction.CodeProperty code,
            Processor processor,
            Logs logs,
            Queues queues,
            List<Object> access) {
        List<Object> statements = new ArrayList<>(access);
        statements.add(Logs.writing(logs.worker()));
        statements.add(Statement.allow(
                        "sqs:ReceiveMessage",
                        "sqs:DeleteMessage",
                        "sqs:ChangeMessageVisibility",
                        "sqs:GetQueueAttributes",
                        "sqs:SendMessage")
                .on(queues.tasks().getAttrArn()));
        statements.add(
                Statement.allow("sqs:SendMessage").on(queues.deadLetters().getAttrArn()));
        CfnRole role = Roles.lambda(stack, ROLE, statements);

        Map<String, String> environment = new TreeMap<>(settings.of(JobWorkerSettings.variables()));
        environment.putAll(JobWorkerRuntime.ENVIRONMENT);
        var function = CfnFunction.Builder.create(stack, "JobWorker")
                .description("Copies objects: takes messages of tasks from the queue")
                .runtime(RUNTIME)
                .architectures(List.of(processor.lambda()))
                .handler(HANDLER)
                .code(code)
                .role(role.getAttrArn())
                .timeout(Timing.INVOCATION.toSeconds())
                .environment(CfnFunction.EnvironmentProperty.builder()
                        .variables(environment)
                        .build())
                .loggingConfig(CfnFunction.LoggingConfigProperty.builder()
                        .logGroup(logs.worker().getRef())
                        .logFormat("Text")
                        .build())
                .build();
        function.addPropertyOverride(
                "MemorySize", Map.of("Ref", asked.lambdaMemory().getLogicalId()));

        var mapping = CfnEventSourceMapping.Builder.create(stack, "JobWorkerMapping")
                .eventSourceArn(queues.tasks().getAttrArn())
                .functionName(function.getRef())
                .functionResponseTypes(List.of("ReportBatchItemFailures"))
                .enabled(true)
                .build();
        mapping.addPropertyOverride("BatchSize", Choice.either(events, Timing.EVENTS_AT_ONCE, Timing.MESSAGES_AT_ONCE));
        mapping.addPropertyOverride(
                "MaximumBatchingWindowInSeconds", Choice.either(events, Timing.EVENTS_GATHERED.toSeconds(), 0));
        mapping.addPropertyOverride(
                "ScalingConfig.MaximumConcurrency",
                Map.of("Ref", asked.lambdaConcurrency().getLogicalId()));
        return new JobWorkerFunction(function, role, mapping);
    }
}
