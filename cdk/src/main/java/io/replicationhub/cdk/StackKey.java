package io.replicationhub.cdk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnDeletionPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.kms.CfnKey;

/**
 * The one key of the stack, for the topic and the logs. Alarms cannot be sent to a topic under SNS's own key, whose policy
 * nobody can change (SNS Developer Guide, "Key management"). Queues do without: SQS's own encryption costs nothing, and
 * what they keep must outlive the stack. That alarms are this account's alone is for the topic's policy to say, since SNS
 * does not tell the key on whose behalf CloudWatch comes.
 */
final class StackKey {
    private static final int DAYS_UNTIL_GONE = 7;

    private StackKey() {}

    static CfnKey add(Stack stack) {
        var key = CfnKey.Builder.create(stack, "Key")
                .description("Alarm topic and logs of Data Replication Hub, stack " + Aws.STACK_NAME)
                .enableKeyRotation(true)
                .pendingWindowInDays(DAYS_UNTIL_GONE)
                .keyPolicy(Statement.document(List.of(
                        allowed(
                                Map.of("AWS", Choice.arn("iam", "", Aws.ACCOUNT_ID, "root")),
                                List.of("kms:*"),
                                Map.of()),
                        allowed(
                                Map.of("Service", "cloudwatch.amazonaws.com"),
                                List.of("kms:Decrypt", "kms:GenerateDataKey*"),
                                Map.of()),
                        allowed(
                                Map.of("Service", "logs." + Aws.REGION + '.' + Aws.URL_SUFFIX),
                                List.of(
                                        "kms:Encrypt*",
                                        "kms:Decrypt*",
                                        "kms:ReEncrypt*",
                                        "kms:GenerateDataKey*",
                                        "kms:Describe*"),
                                Map.of(
                                        "ArnLike",
                                        Map.of(
                                                "kms:EncryptionContext:aws:logs:arn",
                                                Choice.arnHere("logs", "log-group:" + Aws.STACK_NAME + "-*")))))))
                .build();
        key.getCfnOptions().setDeletionPolicy(CfnDeletionPolicy.DELETE);
        key.getCfnOptions().setUpdateReplacePolicy(CfnDeletionPolicy.RETAIN);
        return key;
    }

    private static Map<String, Object> allowed(Object principal, List<String> actions, Map<String, ?> condition) {
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("Effect", "Allow");
        statement.put("Principal", principal);
        statement.put("Action", actions);
        statement.put("Resource", "*");
        if (!condition.isEmpty()) {
            statement.put("Condition", condition);
        }
        return statement;
    }
}
