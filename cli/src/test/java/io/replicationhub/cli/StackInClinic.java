package io.replicationhub.cli;

import io.replicationhub.plan.Side;
import io.replicationhub.stack.StackOutput;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of {@code drh doctor --stack NAME} at a stack that is whole to begin with. */
abstract class StackInClinic {
    static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:drh-Topic";

    @TempDir
    Path folder;

    Clinic clinic;
    Deployment deployment;
    String worker;
    final Map<String, String> settings = new HashMap<>();

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

    void fed(String state, String last, String responses) {
        String name = deployment.url().substring(deployment.url().lastIndexOf('/') + 1);
        deployment
                .account
                .functions()
                .feed(worker, "arn:aws:sqs:us-east-1:123456789012:" + name, state, last, responses);
    }

    void queue(String attribute, String value) {
        deployment.account.queueAttribute(deployment.url(), attribute, value);
    }

    Ran doctor(String... options) {
        return deployment.operate("doctor", options).doesNotSay("canary");
    }
}
