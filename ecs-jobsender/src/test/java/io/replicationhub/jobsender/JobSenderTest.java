package io.replicationhub.jobsender;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.aws.call.Json;
import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.localservers.AccessKey;
import io.replicationhub.localservers.ElasticMqServer;
import io.replicationhub.localservers.LocalQueue;
import io.replicationhub.localservers.QueueSettings;
import io.replicationhub.localservers.S3ProxyServer;
import io.replicationhub.localservers.S3ProxySettings;
import io.replicationhub.metrics.Metric;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.send.SendListener;
import io.replicationhub.stack.SenderExit;
import io.replicationhub.storage.s3.S3Settings;
import io.replicationhub.storage.s3.S3Stores;
import io.replicationhub.testkit.BytesPayload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The JobSender as ECS sees it: exit codes, lines on standard output, SIGTERM; in a process of its own where that matters. */
@Timeout(90)
final class JobSenderTest {
    private static final AccessKey KEY = new AccessKey("AKIDSENDER", "secret");
    private static final AtomicInteger QUEUES = new AtomicInteger();

    private static S3ProxyServer s3;
    private static ElasticMqServer sqs;

    @TempDir
    private Path folder;

    private final List<String> metrics = new CopyOnWriteArrayList<>();
    private final Map<String, String> environment = environment();

    @BeforeAll
    static void start() throws Exception {
        s3 = S3ProxyServer.start(S3ProxySettings.inMemory(KEY));
        sqs = ElasticMqServer.start();
        s3.createBucket("source-bucket");
        s3.createBucket("destination-bucket");
        put("source-bucket", "a");
    }

    private static void put(String bucket, String key) throws Exception {
        try (ObjectStore store = S3Stores.open(
                S3Settings.bucket(bucket).at(s3.endpoint()),
                CredentialsSource.of(Credentials.of(KEY.id(), KEY.secret())),
                Map.of())) {
            store.put(new ObjectKey(key), ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.of("abc"));
        }
    }

    @AfterAll
    static void stop() {
        s3.close();
        sqs.close();
    }

    private static Map<String, String> environment() {
        LocalQueue queue =
                sqs.createQueue(new QueueSettings("tasks-" + QUEUES.incrementAndGet(), Duration.ofMinutes(1), 5));
        Map<String, String> environment = new HashMap<>();
        environment.put("DRH_STACK", "stack");
        for (String side : List.of("SOURCE", "DESTINATION")) {
            environment.put("DRH_" + side + "_BUCKET", side.toLowerCase(Locale.ROOT) + "-bucket");
            environment.put("DRH_" + side + "_ENDPOINT", s3.endpoint().toString());
            environment.put("DRH_" + side + "_CREDENTIALS", "env:SIDES");
        }
        environment.put("SIDES_ACCESS_KEY_ID", KEY.id());
        environment.put("SIDES_SECRET_ACCESS_KEY", KEY.secret());
        environment.put("DRH_QUEUE_URL", queue.url().toString());
        environment.put("DRH_DEAD_LETTER_QUEUE_URL", queue.deadLetterUrl().toString());
        environment.put("DRH_QUEUE_ENDPOINT", sqs.endpoint().toString());
        environment.put("DRH_QUEUE_REGION", "us-east-1");
        environment.put("DRH_QUEUE_CREDENTIALS", "anonymous");
        return environment;
    }

    private SenderExit run() {
        return JobSender.run(environment, metrics::add, SendListener.NONE);
    }

    private record Ended(int code, List<String> said, String log) {
        Json metrics() {
            assertEquals(1, said.size(), () -> said + "\n" + log);
            return checked(said.getFirst());
        }
    }

    private Process begin() throws Exception {
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=info",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                JobSender.class.getName());
        builder.environment().keySet().removeIf(name -> name.startsWith("DRH_") || name.startsWith("AWS_"));
        builder.environment().putAll(environment);
        return builder.redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
    }

    private Ended end(Process process) throws Exception {
        try {
            assertTrue(process.waitFor(40, TimeUnit.SECONDS), () -> "still running: " + process.info());
        } finally {
            process.destroyForcibly();
        }
        return new Ended(
                process.exitValue(),
                Files.readAllLines(folder.resolve("out")),
                Files.readString(folder.resolve("err")));
    }

    /** CloudWatch User Guide, "Specification: Embedded metric format", and our own names and units. */
    private static Json checked(String line) {
        Json root = Json.parse(line);
        assertTrue(root.at("_aws", "Timestamp").number().isPresent(), line);
        Json directive = root.at("_aws", "CloudWatchMetrics").items().getFirst();
        assertEquals(Metric.NAMESPACE, directive.textAt("Namespace"));
        assertEquals(
                "[[\"" + Metric.DIMENSION + "\"]]", directive.at("Dimensions").toString());
        assertEquals("stack", root.textAt(Metric.DIMENSION));
        for (Json metric : directive.at("Metrics").items()) {
            Metric ours = Arrays.stream(Metric.values())
                    .filter(each -> each.metricName().equals(metric.textAt("Name")))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("nobody knows " + metric));
            assertEquals(ours.unit().symbol(), metric.textAt("Unit"));
            assertTrue(root.at(ours.metricName()).number().isPresent(), line);
        }
        return root;
    }

    private static long count(Json metrics, Metric metric) {
        return metrics.at(metric.metricName())
                .number()
                .orElseThrow(() -> new AssertionError(metrics))
                .longValue();
    }

    @Test
    void aRunThatSentAllExitsWithZeroAndOneLineOfMetricsIsAllThatItPrints() throws Exception {
        Ended ended = end(begin());
        assertEquals(0, ended.code(), ended.log());
        assertEquals(1, count(ended.metrics(), Metric.OBJECTS_TO_COPY));
        assertEquals(1, count(ended.metrics(), Metric.RUNS_COMPLETED));
        assertEquals(0, count(ended.metrics(), Metric.RUNS_OVERLAPPED), "told, so that the alarm can add the two up");
        assertTrue(ended.log().contains("Found 1 objects of 3 bytes"), ended.log());
    }

    @Test
    void whatIsStoppedInTheMiddleEndsByItselfWithTheCodeOfTheSignal() throws Exception {
        try (var endless = new EndlessBucket()) {
            environment.put("DRH_SOURCE_ENDPOINT", endless.endpoint());
            Process process = begin();
            assertTrue(endless.isBeingListed(), () -> "never begun: " + process.info());
            long began = System.nanoTime();
            process.destroy();
            Ended ended = end(process);
            assertEquals(SenderExit.STOPPED.number(), ended.code(), ended.log());
            assertTrue(Duration.ofNanos(System.nanoTime() - began).toSeconds() < 15, "ECS kills after 30 s");
            assertTrue(ended.log().contains("Stopped from outside"), ended.log());
            assertTrue(count(ended.metrics(), Metric.RUN_DURATION) >= 0);
            assertFalse(ended.said().getFirst().contains(Metric.RUNS_COMPLETED.metricName()));
            assertFalse(ended.said().getFirst().contains(Metric.RUNS_FAILED.metricName()));
        }
    }

    @Test
    void settingsThatCannotBeWorkedWithExitWithTwoAndAreAllNamed() throws Exception {
        environment.put("DRH_COMPARE", "guess");
        environment.remove("DRH_DESTINATION_BUCKET");
        Ended ended = end(begin());
        assertEquals(SenderExit.SETTINGS.number(), ended.code(), ended.log());
        assertEquals(List.of(), ended.said());
        assertTrue(ended.log().contains("DRH_COMPARE must be"), ended.log());
        assertTrue(ended.log().contains("DRH_DESTINATION_BUCKET is missing"), ended.log());
    }

    @Test
    void aSideThatCannotBeListedIsAFailedRun() {
        environment.put("DRH_SOURCE_BUCKET", "missing");
        assertEquals(SenderExit.INCOMPLETE, run());
        assertEquals(1, count(checked(metrics.getLast()), Metric.RUNS_FAILED));
    }

    @Test
    void aScratchThatCannotBeWrittenToIsAFailedRun() throws Exception {
        environment.put("DRH_DELETE", "true");
        put("destination-bucket", "not at the source");
        String scratch =
                System.setProperty("java.io.tmpdir", folder.resolve("missing").toString());
        try {
            assertEquals(SenderExit.INCOMPLETE, run());
        } finally {
            System.setProperty("java.io.tmpdir", scratch);
        }
        assertEquals(1, count(checked(metrics.getLast()), Metric.RUNS_FAILED));
    }

    @Test
    void aStuckMessageNeverBlocksDiscovery() {
        for (int found = 0; found < 3; found++) {
            assertEquals(SenderExit.DONE, run());
            assertEquals(1, count(checked(metrics.getLast()), Metric.RUNS_COMPLETED), "nobody has taken a message");
        }
    }

    @Test
    void aBacklogAboveTheLimitIsLeftToTheWorkers() {
        environment.put("DRH_BACKLOG_LIMIT", "1");
        assertEquals(SenderExit.DONE, run());
        assertEquals(SenderExit.DONE, run());
        assertEquals(SenderExit.DONE, run());
        Json last = checked(metrics.getLast());
        assertEquals(1, count(last, Metric.RUNS_OVERLAPPED));
        assertEquals(0, count(last, Metric.RUNS_COMPLETED), "told, so that the alarm can add the two up");
        assertTrue(last.at(Metric.MESSAGES_SENT.metricName()).number().isEmpty());
    }

    @Test
    void aLimitThatOneStuckMessageWouldReachIsRefused() {
        environment.put("DRH_BACKLOG_LIMIT", "0");
        assertEquals(SenderExit.SETTINGS, run());
    }

    @Test
    void aRunBesideAnOlderOneSaysSoAndLeavesTheWorkToIt() throws Exception {
        try (var ecs = new EcsStandIn("own").runs("older", "1700000000").runs("own", "1700000060")) {
            environment.putAll(ecs.environment());
            assertEquals(SenderExit.DONE, run());
        }
        assertEquals(1, metrics.size());
        Json line = checked(metrics.getFirst());
        assertEquals(1, count(line, Metric.RUNS_OVERLAPPED));
        assertTrue(line.at(Metric.OBJECTS_FOUND.metricName()).number().isEmpty());
    }

    @Test
    void aRunBesideAYoungerOneGoesOn() throws Exception {
        try (var ecs = new EcsStandIn("own").runs("younger", "1700000060").runs("own", "1700000000")) {
            environment.putAll(ecs.environment());
            assertEquals(SenderExit.DONE, run());
        }
        assertEquals(1, count(checked(metrics.getLast()), Metric.RUNS_COMPLETED));
    }
}
