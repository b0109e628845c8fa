package io.replicationhub.cdk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.kms.CfnKey;
import software.amazon.awscdk.services.sns.CfnSubscription;
import software.amazon.awscdk.services.sns.CfnTopic;
import software.amazon.awscdk.services.sns.CfnTopicPolicy;

/** Where alarms are sent, and on to whom. */
final class AlarmTopic {
    private AlarmTopic() {}

    static CfnTopic add(Stack stack, CfnKey key, CfnParameter email) {
        var topic = CfnTopic.Builder.create(stack, "Topic")
                .displayName("Data Replication Hub")
                .kmsMasterKeyId(key.getRef())
                .build();
        CfnSubscription.Builder.create(stack, "TopicEmail")
                .topicArn(topic.getRef())
                .protocol("email")
                .endpoint(email.getValueAsString())
                .build();
        Map<String, Object> alarms = new LinkedHashMap<>();
        alarms.put("Sid", "AlarmsOfThisAccount");
        alarms.put("Effect", "Allow");
        alarms.put("Principal", Map.of("Service", "cloudwatch.amazonaws.com"));
        alarms.put("Action", "sns:Publish");
        alarms.put("Resource", topic.getRef());
        alarms.put("Condition", Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID)));
        Map<String, Object> encryptedOnly = new LinkedHashMap<>();
        encryptedOnly.put("Sid", "EncryptedConnectionsOnly");
        encryptedOnly.put("Effect", "Deny");
        encryptedOnly.put("Principal", "*");
        encryptedOnly.put("Action", "sns:Publish");
        encryptedOnly.put("Resource", topic.getRef());
        encryptedOnly.put("Condition", Map.of("Bool", Map.of("aws:SecureTransport", "false")));
        CfnTopicPolicy.Builder.create(stack, "TopicPolicy")
                .topics(List.of(topic.getRef()))
                .policyDocument(Statement.document(List.of(alarms, encryptedOnly)))
                .build();
        return topic;
    }
}
