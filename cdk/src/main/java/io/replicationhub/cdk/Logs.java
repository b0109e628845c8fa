package io.replicationhub.cdk;

import java.util.Map;
import software.amazon.awscdk.CfnDeletionPolicy;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.kms.CfnKey;
import software.amazon.awscdk.services.logs.CfnLogGroup;

/** Where the three programs log. CloudFormation names the groups, so that a second stack, or a stack made anew, finds no name taken. */
record Logs(CfnLogGroup sender, CfnLogGroup worker, CfnLogGroup hooks) {

    static Logs add(Stack stack, CfnKey key, CfnParameter retention) {
        return new Logs(
                group(stack, "JobSenderLogs", key, retention),
                group(stack, "JobWorkerLogs", key, retention),
                group(stack, "StackHooksLogs", key, retention));
    }

    private static CfnLogGroup group(Stack stack, String id, CfnKey key, CfnParameter retention) {
        var group =
                CfnLogGroup.Builder.create(stack, id).kmsKeyId(key.getAttrArn()).build();
        group.addPropertyOverride("RetentionInDays", Map.of("Ref", retention.getLogicalId()));
        group.getCfnOptions().setDeletionPolicy(CfnDeletionPolicy.DELETE);
        group.getCfnOptions().setUpdateReplacePolicy(CfnDeletionPolicy.RETAIN);
        return group;
    }

    /** What a program that writes its own streams there needs. */
    static Map<String, Object> writing(CfnLogGroup group) {
        return Statement.allow("logs:CreateLogStream", "logs:PutLogEvents").on(group.getAttrArn());
    }
}
