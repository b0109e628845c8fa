package io.replicationhub.cli;

import io.replicationhub.localservers.faults.Reply;
import io.replicationhub.plan.Side;
import io.replicationhub.stack.StackOutput;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code drh doctor --stack NAME} at stacks of which each part in turn is not as it must be. */
@Timeout(60)
class DoctorStackPartsTest extends StackInClinic {
    @Test
    void theJobWorkerMustBeThereAndWork() {
        deployment.account.functions().set(worker, "State", "\"Failed\"");
        deployment.account.functions().set(worker, "StateReason", "\"the key is disabled\"");
        doctor().ended(1).says("JobWorker", "cannot be invoked: the key is disabled", "A run would fail");
        deployment.account.functions().set(worker, "State", "\"Active\"");
        deployment.account.functions().set(worker, "LastUpdateStatus", "\"Failed\"");
        doctor().ended(1).says("its last update failed: the key is disabled");
        deployment.account.functions().remove(worker);
        doctor().ended(3)
                .says("fault      JobWorker", "is not there", "Function not found", "update the stack")
                .doesNotSay("Source");
    }

    @Test
    void theQueuesMessagesMustReachTheJobWorker() {
        fed("Disabled", "OK", "ReportBatchItemFailures");
        doctor().ended(1).says("event source", "is disabled: messages wait", "enable the JobWorker's trigger");
        fed("Enabled", "PROBLEM: Lambda failed to assume your function execution role.", "ReportBatchItemFailures");
        doctor().ended(1).says("cannot hand messages out: PROBLEM: Lambda failed to assume");
        fed("Enabled", "OK", "");
        doctor().ended(1).says("does not report which messages of a batch failed");
        fed("Enabling", "OK", "ReportBatchItemFailures");
        doctor().ended(0).says("warning    event source", "is Enabling: USER_INITIATED");
        deployment.account.functions().starve(worker);
        doctor().ended(1).says("nothing hands the queue's messages to the JobWorker");
    }

    @Test
    void theQueuesMustHaveTheAttributesThatFit() {
        queue("SqsManagedSseEnabled", "false");
        queue("VisibilityTimeout", "1000");
        doctor().ended(0)
                .says(
                        "warning    queue",
                        "are not encrypted",
                        "less than six invocations (1 h 30 min)",
                        "5400 s or more");
        queue("VisibilityTimeout", "60");
        doctor().ended(1).says("less than an invocation takes (15 min 0 s)");
        queue("VisibilityTimeout", "5401");
        queue("KmsMasterKeyId", "alias/ours");
        queue("MessageRetentionPeriod", "86400");
        doctor().ended(0).says("keeps a message for 24 h 0 min, and its tries alone may take 15 h 0 min");
        queue("MessageRetentionPeriod", "1209600");
        deployment.account.queueAttribute(deployment.deadUrl(), "MessageRetentionPeriod", "345600");
        doctor().ended(0).says("warning    dead letters", "keeps a message for 4 d 0 h, less than the queue does");
    }

    @Test
    void whatFailsForGoodMustGoWhereItIsLookedFor() {
        queue("RedrivePolicy", "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:1:other\",\"maxReceiveCount\":3}");
        doctor().ended(1)
                .says(
                        "buries messages in arn:aws:sqs:us-east-1:1:other, where neither alarm nor drh failures looks",
                        "buries a message after 3 receives");
        queue("RedrivePolicy", "");
        doctor().ended(1).says("has no redrive policy");
        deployment.output(StackOutput.DEAD_LETTER_QUEUE_URL, deployment.deadUrl() + "-gone");
        deployment.deploy(List.of());
        doctor().ended(1).says("fault      dead letters", "is not there");
    }

    @Test
    void theScheduleMustStartRuns() {
        deployment.account.schedules().put("hourly", "DISABLED");
        doctor().ended(0).says("warning    schedule", "no run starts by itself", "drh run --stack " + deployment.stack);
        deployment.account.schedules().remove("hourly");
        doctor().ended(1).says("fault      schedule", "is not there");
    }

    @Test
    void somebodyMustBeToldOfAlarms() {
        deployment.account.topics().pending(TOPIC, "late@example.com");
        doctor().ended(0).says("alarms are told to ops@example.com", "not confirmed by late@example.com");
        deployment.account.topics().put(TOPIC);
        doctor().ended(0).says("has no subscription: nobody is told of an alarm");
        deployment.account.topics().pending(TOPIC, "late@example.com");
        doctor().ended(0)
                .says("warning    alarm topic", "not confirmed by late@example.com: nobody is told", "open the link");
        deployment.account.topics().remove(TOPIC);
        doctor().ended(1).says("fault      alarm topic", "is not there");
    }

    @Test
    void ofManyWhoAreToldOfAlarmsSomeAreNamed() {
        for (int i = 1; i < 10; i++) {
            deployment.account.topics().subscribed(TOPIC, "ops-" + i + "@example.com");
        }
        doctor().ended(0).says("told to ops@example.com, ops-1@example.com, ", "ops-4@example.com and 5 more\n");
        // Ten pages, of which the server gives one subscription each.
        deployment.account.topics().subscribed(TOPIC, "ops-10@example.com");
        doctor().ended(0)
                .says("ops-4@example.com and 5 more; only the first 10 subscriptions were looked at,"
                        + " and there are more");
    }

    /** Whom the bucket tells, and of what: a stack that is asked for deletions alone is told of nothing else. */
    @Test
    void theSourceMustTellTheStacksOwnQueue() {
        String queue = "arn:aws:sqs:us-east-1:123456789012:"
                + deployment.url().substring(deployment.url().lastIndexOf('/') + 1);
        tells("<QueueConfiguration><Queue>" + queue + "</Queue><Event>s3:ObjectRemoved:*</Event></QueueConfiguration>");
        doctor("--events").ended(0).says("ok         events", "the stack's queue is told of s3:ObjectRemoved:*");
        tells("<TopicConfiguration><Topic>arn:aws:sns:us-east-1:1:all</Topic><Event>s3:ObjectCreated:*</Event>"
                + "</TopicConfiguration><EventBridgeConfiguration/>");
        doctor("--events")
                .ended(0)
                .says(
                        "warning    events",
                        "goes to arn:aws:sns:us-east-1:1:all, EventBridge",
                        "see that it tells the stack's queue, " + queue);
        tells("");
        doctor("--events").ended(1).says("fault      events", "tells nobody of its changes", "enableS3Event", queue);
    }

    private void tells(String rules) {
        clinic.disarm();
        clinic.answer(
                Side.SOURCE,
                head -> head.hasQuery("notification"),
                Reply.xml(200, "<NotificationConfiguration>" + rules + "</NotificationConfiguration>"));
    }
}
