package io.replicationhub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.replicationhub.metrics.Metric;
import io.replicationhub.stack.StackOutput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** drh status, on services that answer as AWS's do. */
class StatusTest {
    private final Deployment deployment = new Deployment(3);
    private final Instant minute = Instant.now().truncatedTo(ChronoUnit.MINUTES);

    @AfterEach
    void close() {
        deployment.close();
    }

    @Test
    void aStackAtWorkTellsHowFarItIs() throws Exception {
        runEnded(Duration.ofMinutes(20), Metric.RUNS_COMPLETED);
        // Before the run: part of the day, and no part of the run's progress.
        measure(Metric.OBJECTS_COPIED, Duration.ofHours(5), 7_000);
        measure(Metric.OBJECTS_SKIPPED_ARCHIVED, Duration.ofMinutes(20), 11);
        measure(Metric.OBJECTS_COPIED, Duration.ofMinutes(10), 5_900);
        measure(Metric.BYTES_COPIED, Duration.ofMinutes(10), 59 << 20);
        for (int ago = 2; ago <= 6; ago++) {
            measure(Metric.OBJECTS_COPIED, Duration.ofMinutes(ago), 600);
            measure(Metric.BYTES_COPIED, Duration.ofMinutes(ago), 60 << 20);
            measure(Metric.BYTES_MOVED, Duration.ofMinutes(ago), 60 << 20);
        }
        deployment
                .account
                .metrics()
                .put(
                        "AWS/SQS",
                        "ApproximateAgeOfOldestMessage",
                        "QueueName=" + deployment.stack,
                        minute.minus(Duration.ofMinutes(2)),
                        754);
        deployment.send(deployment.url(), "{}", Map.of());

        JsonNode told = deployment.operate("status", "--json").ended(0).json();
        assertEquals("completed", told.at("/lastRun/ending").asText());
        assertEquals(240, told.at("/lastRun/seconds").asInt());
        assertEquals(12_345, told.at("/sinceLastRun/ObjectsFound").asInt());
        assertEquals(8_900, told.at("/sinceLastRun/ObjectsCopied").asInt());
        assertEquals(15_900, told.at("/last24Hours/ObjectsCopied").asInt());
        assertEquals(11, told.at("/last24Hours/ObjectsSkippedArchived").asInt());
        assertEquals(1, told.at("/backlog/waiting").asInt());
        assertEquals(754, told.at("/oldestSeconds").asInt());
        assertEquals(10.0, told.at("/rate/objectsPerSecond").asDouble(), 0.001);
        assertEquals(1 << 20, told.at("/rate/bytesPerSecond").asDouble(), 0.001);
        // 10,000 to copy, 8,900 copied, ten a second.
        assertEquals(110, told.at("/timeLeftSeconds").asInt());
        assertEquals(0, told.at("/unknown").size());

        deployment
                .operate("status")
                .ended(0)
                .says(
                        "stack " + deployment.stack + " is UPDATE_COMPLETE",
                        "completed at",
                        "after 4 min 0 s",
                        "12,345 objects",
                        "1 message waiting, 0 in flight",
                        "the oldest waits for 12 min 34 s",
                        "10.0 objects/s, 1.0 MiB/s over 5 minutes",
                        "about 1 min 50 s",
                        "none rings");
    }

    @Test
    void whatNeedsAPersonIsSaidAndTheCodeTellsScripts() {
        runEnded(Duration.ofMinutes(20), Metric.RUNS_FAILED);
        deployment.bury("DENIED", "no", Deployment.task("a"));
        deployment.deploy(List.of("one-" + deployment.stack, "two-" + deployment.stack, "dlq-" + deployment.stack));
        deployment.account.metrics().alarm("dlq-" + deployment.stack, "ALARM", "1 datapoint was > 0", minute);
        deployment.account.metrics().alarm("one-" + deployment.stack, "OK", "fine", minute);
        deployment.account.metrics().alarm("of-somebody-else", "ALARM", "not ours", minute);
        deployment
                .operate("status")
                .ended(1)
                .says(
                        "needs attention",
                        "1 dead letter: see 'drh failures --stack " + deployment.stack,
                        "the last run failed",
                        "the alarm 'dlq-" + deployment.stack + "' rings",
                        "1 datapoint was > 0")
                .doesNotSay("not ours", "fine");
    }

    @Test
    void ecsKnowsOfTheLatestRunWhatMetricsDoNot() {
        runEnded(Duration.ofHours(3), Metric.RUNS_COMPLETED);
        Instant ended = minute.minus(Duration.ofMinutes(5));
        deployment.account.containers().stopped(deployment.cluster, ended.minusSeconds(70), ended, 3);
        String id = deployment.account.containers().running(deployment.cluster, minute, 9);
        deployment
                .operate("status")
                .ended(1)
                .says("failed at " + ended, "after 1 min 10 s", "exit code 3", "running since", "task " + id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "failures", "retry", "run", "doctor"})
    void withoutARegionItIsTheSettingThatIsMissing(String command, @TempDir Path folder) {
        deployment.withoutEnvironment("AWS_REGION");
        deployment.withoutEnvironment("AWS_ENDPOINT_URL");
        System.setProperty("aws.configFile", folder.resolve("none").toString());
        try {
            Ran ran = deployment
                    .operate(command)
                    .ended(2)
                    .says("drh: no region is known", "--region", "AWS_REGION", "nothing was done");
            assertEquals(1, ran.problems().size(), ran::toString);
        } finally {
            System.clearProperty("aws.configFile");
        }
    }

    @Test
    void watchingEndsWhereNothingIsLeftToDo() {
        runEnded(Duration.ofMinutes(20), Metric.RUNS_COMPLETED);
        deployment
                .operate("status", "--watch")
                .ended(0)
                .says("none: nothing waits")
                .within(Duration.ofSeconds(20));
    }

    @Test
    void watchingLooksAgainUntilNothingWaits() {
        runEnded(Duration.ofMinutes(20), Metric.RUNS_COMPLETED);
        deployment.send(deployment.url(), "{}", Map.of());
        var looks = new AtomicInteger();
        Ran watched = deployment.drh(
                pause -> {
                    if (looks.incrementAndGet() == 2) {
                        deployment.drain(deployment.url());
                    }
                },
                "status",
                "--stack",
                deployment.stack,
                "--watch");
        watched.ended(0).says("1 message waiting", "0 messages waiting", "0 of 10,000 objects copied");
        assertEquals(2, looks.get(), watched::toString);
    }

    @Test
    void otherCommandsLoadNothingOfThese(@TempDir Path folder) throws Exception {
        Path loaded = folder.resolve("loaded.txt");
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xlog:class+load:file=" + loaded,
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Drh.class.getName(),
                        "replicate",
                        "s3://from-here")
                .redirectErrorStream(true)
                .start();
        other.getInputStream().readAllBytes();
        assertEquals(2, other.waitFor());
        String classes = Files.readString(loaded);
        assertTrue(classes.contains(Drh.class.getName()), "the list is one");
        assertFalse(classes.contains("io.replicationhub.operate."), classes);
        assertFalse(classes.contains("software.amazon."), classes);
    }

    @Test
    void whatCannotBeAskedIsNamedAndTheRestIsTold() {
        runEnded(Duration.ofMinutes(20), Metric.RUNS_COMPLETED);
        deployment.account.deny("cloudwatch:GetMetricData");
        deployment
                .operate("status")
                .ended(3)
                .says("not authorized to perform: cloudwatch:GetMetricData", "0 messages waiting", "rate", "not known");
        deployment.account.deny("ecs:ListTasks");
        deployment.account.deny("sqs:GetQueueAttributes");
        deployment.account.deny("cloudformation:ListStackResources");
        deployment
                .operate("status")
                .ended(3)
                .says("ecs:ListTasks", "sqs:GetQueueAttributes", "cloudformation:ListStackResources");
    }

    @Test
    void aStackThatIsNotThereOrTooOldIsNamed() {
        deployment
                .drh("status", "--stack", "nowhere")
                .ended(3)
                .says("drh: there is no stack nowhere in us-east-1 in this account");
        deployment.without(StackOutput.CLUSTER);
        deployment.without(StackOutput.JOB_SENDER_TASK);
        deployment.deploy(List.of());
        deployment
                .operate("status")
                .ended(3)
                .says("has no output ClusterName, JobSenderTaskDefinition: it was deployed by an older version");
        deployment.account.stacks().put("other", "CREATE_COMPLETE", Map.of("Url", "x"), List.of());
        deployment.drh("failures", "--stack", "other").ended(3).says("it is no stack of drh");
    }

    @Test
    void credentialsThatAreMissingOrWrongAreTold() {
        deployment.account.deny("cloudformation:DescribeStacks");
        deployment.operate("status").ended(3).says("not authorized to perform: cloudformation:DescribeStacks");
        deployment.environment("AWS_SECRET_ACCESS_KEY", "canary-wrong");
        deployment.operate("status").ended(3).says("SignatureDoesNotMatch").doesNotSay("canary-wrong");
        deployment.withoutEnvironment("AWS_SECRET_ACCESS_KEY");
        deployment.operate("status").ended(3).says("AWS_SECRET_ACCESS_KEY");
        deployment.operate("status", "--credentials", "env:NOBODY").ended(3).says("NOBODY_ACCESS_KEY_ID");
        deployment.environment("AWS_SECRET_ACCESS_KEY", Deployment.KEY.secret());
        deployment
                .operate("status", "--endpoint-url", "http://127.0.0.1:1")
                .ended(3)
                .says("the stack " + deployment.stack + ": CloudFormation cannot be reached at http://127.0.0.1:1");
        deployment
                .drh("failures", "--queue", deployment.deadUrl(), "--endpoint-url", "http://127.0.0.1:1")
                .ended(3)
                .says("cannot be reached");
        deployment
                .drh("failures", "--queue", deployment.deadUrl() + "-not")
                .ended(3)
                .says("there is no queue " + deployment.deadUrl() + "-not");
    }

    @Test
    void whatCannotBeMeantIsRefusedAllAtOnce() {
        deployment
                .drh("failures", "--limit", "none", "--endpoint-url", "elsewhere")
                .ended(2)
                .says("--stack or --queue is missing", "--limit must be a number", "--endpoint-url must be an address");
        deployment
                .operate("retry", "--class", "denyed", "--key", "[a", "--queue", "not-a-url")
                .ended(2)
                .says(
                        "--class must be one of missing, denied",
                        "--key must be a glob",
                        "--queue must be a queue's URL");
        deployment.drh("retry", "--queue", deployment.deadUrl()).ended(2).says("--queue and --to go together");
        deployment.operate("status", "--wath").ended(2).says("did you mean --watch?");
        deployment.operate("status", "extra").ended(2).says("there are options only, and there is 1 more argument");
        deployment.drh("run").ended(2).says("--stack is missing");
        deployment.drh("run", "--stack", "a", "--json=yes").ended(2).says("--json takes no value");
    }

    @Test
    void helpShowsTheCommandsInGroups() {
        Ran help = deployment.drh("--help").ended(0);
        help.says("Copy and compare:", "See to a deployed stack:");
        assertTrue(help.out().indexOf("  replicate") < help.out().indexOf("  status"), help::out);
        for (String command : List.of("status", "failures", "retry", "run")) {
            deployment.drh(command, "--help").ended(0).says("drh " + command, "--stack", "Exit codes: 0");
        }
    }

    /** A run of four minutes that ended so long ago. */
    private void runEnded(Duration ago, Metric ending) {
        measure(ending, ago, 1);
        measure(Metric.RUN_DURATION, ago, 240);
        measure(Metric.OBJECTS_FOUND, ago, 12_345);
        measure(Metric.BYTES_FOUND, ago, 1L << 40);
        measure(Metric.OBJECTS_TO_COPY, ago, 10_000);
        measure(Metric.BYTES_TO_COPY, ago, 400 << 20);
    }

    private void measure(Metric metric, Duration ago, double value) {
        deployment
                .account
                .metrics()
                .put(
                        Metric.NAMESPACE,
                        metric.metricName(),
                        Metric.DIMENSION + '=' + deployment.stack,
                        minute.minus(ago).plusSeconds(1),
                        value);
    }
}
