package io.replicationhub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.replicationhub.localservers.faults.Reply;
import io.replicationhub.plan.Side;
import io.replicationhub.stack.StackOutput;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code drh doctor --stack NAME} at a stack that is whole, and at one of which each part in turn is not. */
@Timeout(60)
class DoctorStackTest {
    private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:drh-Topic";

    @TempDir
    Path folder;

    private Clinic clinic;
    private Deployment deployment;
    private String worker;
    private final Map<String, String> settings = new HashMap<>();

    @BeforeEach
    void deploy() throws Exception {
        clinic = new Clinic(folder);
        clinic.put("a", 100);
        deployment = new Deployment(10);
        worker = deployment.stack + "-JobWorker";
        deployment.output(StackOutput.SCHEDULE, "hourly");
        deployment.output(StackOutput.ALARM_TOPIC, TOPIC);
        deployment.deploy(List.of());
        settings.putAll(Map.of(
                "DRH_STACK",
                deployment.stack,
                "DRH_QUEUE_URL",
                deployment.url(),
                "DRH_DEAD_LETTER_QUEUE_URL",
                deployment.deadUrl(),
                "DRH_TAGS",
                "true",
                "DRH_MIN_SIZE",
                ""));
        for (Side side : Side.values()) {
            String name = side == Side.SOURCE ? "SOURCE" : "DESTINATION";
            settings.put("DRH_" + name + "_BUCKET", side == Side.SOURCE ? "from" : "to");
            settings.put("DRH_" + name + "_PREFIX", side == Side.SOURCE ? "photos/" : "copy/");
            settings.put(
                    "DRH_" + name + "_ENDPOINT",
                    "http://localhost:" + clinic.proxy(side).endpoint().getPort());
            settings.put("DRH_" + name + "_PROFILE", "aws");
            settings.put("DRH_" + name + "_CREDENTIALS", "env:SIDE");
        }
        deployment.environment("SIDE_ACCESS_KEY_ID", "LEAN");
        deployment.environment("SIDE_SECRET_ACCESS_KEY", "canary-lean-secret");
        settings.remove("DRH_MIN_SIZE");
        deployment.account.functions().put(worker, settings);
        fed("Enabled", "OK", "ReportBatchItemFailures");
        for (String url : List.of(deployment.url(), deployment.deadUrl())) {
            deployment.account.queueAttribute(url, "SqsManagedSseEnabled", "true");
            deployment.account.queueAttribute(url, "MessageRetentionPeriod", "1209600");
        }
        queue("VisibilityTimeout", "5401");
        deployment.account.schedules().put("hourly", "ENABLED");
        deployment.account.topics().put(TOPIC);
        deployment.account.topics().subscribed(TOPIC, "ops@example.com");
    }

    @AfterEach
    void close() throws Exception {
        deployment.close();
        clinic.close();
    }

    private void fed(String state, String last, String responses) {
        String name = deployment.url().substring(deployment.url().lastIndexOf('/') + 1);
        deployment
                .account
                .functions()
                .feed(worker, "arn:aws:sqs:us-east-1:123456789012:" + name, state, last, responses);
    }

    private void queue(String attribute, String value) {
        deployment.account.queueAttribute(deployment.url(), attribute, value);
    }

    private Ran doctor(String... options) {
        return deployment.operate("doctor", options).doesNotSay("canary");
    }

    @Test
    void aStackThatIsWholeIsExaminedWithItsOwnSettings() throws Exception {
        doctor().ended(0)
                .says(
                        "Stack " + deployment.stack + " (in us-east-1)",
                        "UPDATE_COMPLETE",
                        "the function " + worker + " is there",
                        "hides a message for 1 h 30 min, buries it after 10 receives",
                        "enabled: rate(1 hour)",
                        "alarms are told to ops@example.com",
                        "Source s3://from/photos/ (Amazon S3)",
                        "Destination s3://to/copy/ (Amazon S3)",
                        "tags can be written",
                        "A run can go ahead");
        assertEquals(0, deployment.waiting(deployment.url()), "nothing is sent");
        Set<String> asked = new TreeSet<>(deployment.account.actions());
        assertEquals(
                Set.of(
                        "cloudformation:DescribeStacks",
                        "lambda:GetFunctionConfiguration",
                        "lambda:ListEventSourceMappings",
                        "scheduler:GetSchedule",
                        "sns:ListSubscriptionsByTopic",
                        "sqs:GetQueueAttributes"),
                asked);
        var json = doctor("--json", "--read-only").ended(0).json();
        assertEquals(deployment.stack, json.at("/stack/location").asText());
        assertEquals("ok", json.at("/stack/findings/0/verdict").asText());
        assertEquals("s3://to/copy/", json.at("/destination/location").asText());
        doctor("--quiet").ended(0).doesNotSay("ok");
    }

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

    @Test
    void whatMayNotBeLookedAtIsNamedAsActionAndResource() {
        Map<String, String> denied = Map.of(
                "sqs:GetQueueAttributes",
                "arn:aws:sqs:us-east-1:123456789012:" + deployment.stack,
                "lambda:ListEventSourceMappings",
                "*",
                "scheduler:GetSchedule",
                "arn:aws:scheduler:us-east-1:123456789012:schedule/default/hourly",
                "sns:ListSubscriptionsByTopic",
                TOPIC);
        denied.keySet().forEach(deployment.account::deny);
        Ran seen = doctor().ended(0).says("not known", "A run can go ahead");
        denied.forEach((action, resource) -> seen.says("allow " + action + " on " + resource));
        deployment.account.deny("lambda:GetFunctionConfiguration");
        doctor().ended(3)
                .says(
                        "Missing at the stack for default; add to the policy of that role or user:",
                        "\"lambda:GetFunctionConfiguration\"",
                        "arn:aws:lambda:us-east-1:123456789012:function:" + worker);
        deployment.account.deny("cloudformation:DescribeStacks");
        doctor().ended(3).says("not authorized to perform: cloudformation:DescribeStacks");
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

    @Test
    void whatTheSidesRefuseIsToldAsItIsWithoutAStack() {
        clinic.deny(Side.DESTINATION, io.replicationhub.permission.Action.PUT_OBJECT_TAGGING);
        doctor().ended(1).says("Missing at the destination", "s3:PutObjectTagging");
    }

    @Test
    void aStackThatIsNotThereOrHalfDoneIsTold() {
        deployment.drh("doctor", "--stack", "nowhere").ended(3).says("drh: there is no stack nowhere in us-east-1");
        deployment.without(StackOutput.SCHEDULE);
        deployment.deploy(List.of());
        doctor().ended(3).says("has no output ScheduleName: it was deployed by an older version");
    }

    @Test
    void settingsThatCannotBeReadAreAFaultOfTheStack() {
        settings.put("DRH_SOURCE_BUCKET", "");
        deployment.account.functions().put(worker, settings);
        doctor().ended(3).says("fault      settings", "DRH_SOURCE_BUCKET", "update the stack with other parameters");
    }

    @Test
    void whatTheStackDoesByItsOwnRoleIsTriedByWhoAsks() {
        settings.put("DRH_SOURCE_CREDENTIALS", "");
        settings.put("DRH_DESTINATION_CREDENTIALS", "default");
        deployment.account.functions().put(worker, settings);
        deployment.environment("ME_ACCESS_KEY_ID", Deployment.KEY.id());
        deployment.environment("ME_SECRET_ACCESS_KEY", Deployment.KEY.secret());
        doctor("--credentials", "env:ME", "--region", "us-east-1")
                .says("by its own role is tried with your credentials (env:ME)", "credentials            env:ME");
    }

    @Test
    void whatCannotBeMeantIsRefused() {
        doctor("s3://a", "s3://b")
                .ended(2)
                .says("--stack takes all settings from the stack; leave out DESTINATION, SOURCE");
        deployment
                .drh("doctor", "--stack", "not a name")
                .ended(2)
                .says(
                        "--stack must be the name of a stack: a letter, then letters, digits and hyphens (was not a name)");
        deployment.drh("doctor", "--stack").ended(2).says("--stack needs a value: NAME");
        deployment.drh("doctor").ended(2).says("--stack NAME probes a deployed stack");
        doctor("--credentials", "nonsense")
                .ended(2)
                .says("--credentials must be a reference to credentials: expected default, profile:NAME");
        doctor("--tags").ended(2).says("leave out --tags");
        deployment
                .drh("doctor", "--region", "eu-west-1", "s3://a", "s3://b")
                .ended(2)
                .says("go with --stack");
        doctor("--profile", "x", "--credentials", "default").ended(2).says("--profile and --credentials say the same");
        doctor("--endpoint-url", "elsewhere").ended(2).says("--endpoint-url must be an address");
    }
}
