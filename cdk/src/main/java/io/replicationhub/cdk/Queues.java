package io.replicationhub.cdk;

import io.replicationhub.stack.Timing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.CfnDeletionPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.events.CfnRule;
import software.amazon.awscdk.services.sqs.CfnQueue;
import software.amazon.awscdk.services.sqs.CfnQueuePolicy;

/**
 * The queue of tasks, its dead letters, and what is told of runs that could not be started or ended badly. The first two outlive the stack: they hold what
 * was not done, and what failed and why, which is nowhere else. A stack that never came to be leaves none behind. They have
 * no names of ours, so that one which was kept is in nobody's way.
 */
record Queues(CfnQueue tasks, CfnQueue deadLetters, CfnQueue missedStarts, CfnQueuePolicy policy) {

    static Queues add(Stack stack, CfnCondition events, String sourceBucketArn) {
        CfnQueue deadLetters = kept(CfnQueue.Builder.create(stack, "DeadLetterQueue")
                .sqsManagedSseEnabled(true)
                .messageRetentionPeriod(Timing.RETENTION.toSeconds())
                .build());
        CfnQueue tasks = kept(CfnQueue.Builder.create(stack, "Queue")
                .sqsManagedSseEnabled(true)
                .messageRetentionPeriod(Timing.RETENTION.toSeconds())
                .visibilityTimeout(Timing.VISIBILITY.toSeconds())
                .redrivePolicy(Map.of(
                        "deadLetterTargetArn", deadLetters.getAttrArn(), "maxReceiveCount", Timing.RECEIVES_MOST))
                .build());
        CfnQueue missedStarts = CfnQueue.Builder.create(stack, "MissedStarts")
                .sqsManagedSseEnabled(true)
                .messageRetentionPeriod(Timing.RETENTION.toSeconds())
                .build();
        policy(stack, "DeadLetterQueuePolicy", deadLetters, List.of());
        CfnQueuePolicy policy =
                policy(stack, "QueuePolicy", tasks, List.of(Choice.when(events, fromBucket(tasks, sourceBucketArn))));
        return new Queues(tasks, deadLetters, missedStarts, policy);
    }

    private static CfnQueue kept(CfnQueue queue) {
        queue.getCfnOptions().setDeletionPolicy(CfnDeletionPolicy.RETAIN_EXCEPT_ON_CREATE);
        queue.getCfnOptions().setUpdateReplacePolicy(CfnDeletionPolicy.RETAIN);
        return queue;
    }

    private static CfnQueuePolicy policy(Stack stack, String id, CfnQueue queue, List<Object> further) {
        Map<String, Object> encryptedOnly = new LinkedHashMap<>();
        encryptedOnly.put("Sid", "EncryptedConnectionsOnly");
        encryptedOnly.put("Effect", "Deny");
        encryptedOnly.put("Principal", "*");
        encryptedOnly.put("Action", "sqs:*");
        encryptedOnly.put("Resource", queue.getAttrArn());
        encryptedOnly.put("Condition", Map.of("Bool", Map.of("aws:SecureTransport", "false")));
        List<Object> statements = new ArrayList<>(List.of(encryptedOnly));
        statements.addAll(further);
        return CfnQueuePolicy.Builder.create(stack, id)
                .queues(List.of(queue.getRef()))
                .policyDocument(Statement.document(statements))
                .build();
    }

    /** EventBridge User Guide, "Using resource-based policies", Amazon SQS permissions: who sends is told by the rule alone. */
    void letIn(Stack stack, CfnRule rule) {
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("Sid", "RunsThatFailed");
        statement.put("Effect", "Allow");
        statement.put("Principal", Map.of("Service", "events.amazonaws.com"));
        statement.put("Action", "sqs:SendMessage");
        statement.put("Resource", missedStarts.getAttrArn());
        statement.put("Condition", Map.of("ArnEquals", Map.of("aws:SourceArn", rule.getAttrArn())));
        policy(stack, "MissedStartsPolicy", missedStarts, List.of(statement));
    }

    /** Amazon S3 User Guide, "Granting permissions to publish event notification messages to a destination". */
    private static Map<String, Object> fromBucket(CfnQueue queue, String bucketArn) {
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("Sid", "EventsOfTheSourceBucket");
        statement.put("Effect", "Allow");
        statement.put("Principal", Map.of("Service", "s3.amazonaws.com"));
        statement.put("Action", "sqs:SendMessage");
        statement.put("Resource", queue.getAttrArn());
        statement.put(
                "Condition",
                Map.of(
                        "ArnEquals", Map.of("aws:SourceArn", bucketArn),
                        "StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID)));
        return statement;
    }
}
