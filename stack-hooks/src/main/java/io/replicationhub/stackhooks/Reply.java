package io.replicationhub.stackhooks;

import io.replicationhub.aws.call.Json;
import java.nio.charset.StandardCharsets;

/**
 * The answer to CloudFormation (CloudFormation User Guide, "Custom resource response objects").
 *
 * @param reason required where it failed; shown in the stack's events
 */
record Reply(boolean done, String reason, String physicalId) {
    /** The whole answer may have 4,096 bytes; the ids in it have at most about 1,500. */
    private static final int REASON_BYTES_MOST = 2_000;

    static Reply done(String physicalId, String reason) {
        return new Reply(true, reason, physicalId);
    }

    static Reply failed(String physicalId, String reason) {
        return new Reply(false, reason, physicalId);
    }

    Json document(HookRequest request) {
        Json.Fields answer = Json.object()
                .with("Status", done ? "SUCCESS" : "FAILED")
                .with("PhysicalResourceId", physicalId)
                .with("StackId", request.stackId())
                .with("RequestId", request.requestId())
                .with("LogicalResourceId", request.logicalId());
        return reason.isEmpty() ? answer : answer.with("Reason", shortened(reason));
    }

    private static String shortened(String text) {
        int end = text.length();
        while (text.substring(0, end).getBytes(StandardCharsets.UTF_8).length > REASON_BYTES_MOST) {
            end = Math.min(end - 1, Math.max(1, end * 9 / 10));
            if (Character.isHighSurrogate(text.charAt(end - 1))) {
                end--;
            }
        }
        return end == text.length() ? text : text.substring(0, end) + '…';
    }
}
