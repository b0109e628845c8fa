package io.replicationhub.cdk;

import io.replicationhub.stack.StackOutput;
import java.util.EnumMap;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnMapping;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;

/** Writes what the stack says of itself: every {@link StackOutput}, and nothing else. */
final class Outputs {
    private static final String CONSOLES = "Consoles";

    private Outputs() {}

    static void add(
            Stack stack,
            Queues queues,
            Network network,
            JobSenderTask sender,
            Schedule schedule,
            JobWorkerFunction worker,
            Logs logs,
            String dashboard,
            String topic) {
        Map<StackOutput, String> values = new EnumMap<>(StackOutput.class);
        for (StackOutput output : StackOutput.values()) {
            values.put(
                    output,
                    switch (output) {
                        case QUEUE_URL -> queues.tasks().getRef();
                        case DEAD_LETTER_QUEUE_URL -> queues.deadLetters().getRef();
                        case CLUSTER -> network.cluster();
                        case JOB_SENDER_TASK -> sender.definition().getRef();
                        case JOB_SENDER_SUBNETS -> network.subnetA() + ',' + network.subnetB();
                        case JOB_SENDER_SECURITY_GROUP -> network.securityGroup();
                        case JOB_SENDER_PUBLIC_IP -> network.publicIp();
                        case JOB_SENDER_LOG_GROUP -> logs.sender().getRef();
                        case SCHEDULE -> schedule.schedule().getRef();
                        case JOB_WORKER -> worker.function().getRef();
                        case JOB_WORKER_ROLE -> worker.role().getAttrArn();
                        case JOB_WORKER_LOG_GROUP -> logs.worker().getRef();
                        case DASHBOARD -> link(stack, dashboard);
                        case ALARM_TOPIC -> topic;
                    });
        }
        values.forEach((output, value) -> CfnOutput.Builder.create(stack, output.key())
                .description(output.meaning())
                .value(value)
                .build());
    }

    private static String link(Stack stack, String dashboard) {
        CfnMapping.Builder.create(stack, CONSOLES)
                .mapping(Map.of(
                        "aws", Map.of("host", "console.aws.amazon.com"),
                        "aws-cn", Map.of("host", "console.amazonaws.cn"),
                        "aws-us-gov", Map.of("host", "console.amazonaws-us-gov.com")))
                .build();
        String host = Fn.findInMap(CONSOLES, Aws.PARTITION, "host");
        return "https://" + Aws.REGION + '.' + host + "/cloudwatch/home?region=" + Aws.REGION + "#dashboards:name="
                + dashboard;
    }
}
