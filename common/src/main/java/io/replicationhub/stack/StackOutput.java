package io.replicationhub.stack;

/**
 * What a deployed stack says of itself, as outputs of its CloudFormation template. The stack writes them, the commands
 * that operate a stack find everything by them: {@code drh status} needs no more than the stack's name.
 */
public enum StackOutput {
    QUEUE_URL("QueueUrl", "The queue of tasks"),
    DEAD_LETTER_QUEUE_URL("DeadLetterQueueUrl", "The queue of what failed for good"),
    CLUSTER("ClusterName", "The ECS cluster that the JobSender runs in"),
    JOB_SENDER_TASK("JobSenderTaskDefinition", "The ARN of the JobSender's task definition"),
    /** Comma-separated. */
    JOB_SENDER_SUBNETS("JobSenderSubnets", "The subnets that the JobSender runs in"),
    JOB_SENDER_SECURITY_GROUP("JobSenderSecurityGroup", "The security group of the JobSender"),
    /** ENABLED or DISABLED, as ECS wants it. */
    JOB_SENDER_PUBLIC_IP("JobSenderPublicIp", "Whether the JobSender gets a public address"),
    JOB_SENDER_LOG_GROUP("JobSenderLogGroup", "The logs of the JobSender"),
    SCHEDULE("ScheduleName", "The schedule of the JobSender"),
    JOB_WORKER("JobWorkerFunction", "The name of the JobWorker's function"),
    JOB_WORKER_ROLE("JobWorkerRole", "The ARN of the role that the JobWorker writes by"),
    JOB_WORKER_LOG_GROUP("JobWorkerLogGroup", "The logs of the JobWorker"),
    DASHBOARD("DashboardUrl", "The dashboard"),
    ALARM_TOPIC("AlarmTopic", "The ARN of the topic that alarms are sent to");

    private final String key;
    private final String meaning;

    StackOutput(String key, String meaning) {
        this.key = key;
        this.meaning = meaning;
    }

    /** The output's key in the template. */
    public String key() {
        return key;
    }

    /** One sentence for the console. */
    public String meaning() {
        return meaning;
    }
}
