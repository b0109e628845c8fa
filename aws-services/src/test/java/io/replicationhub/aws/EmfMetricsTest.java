package io.replicationhub.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import io.replicationhub.metrics.Metric;
import io.replicationhub.object.ETag;
import io.replicationhub.object.FailureClass;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectStamp;
import io.replicationhub.outcome.Lane;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.outcome.SkipReason;
import io.replicationhub.task.CopyTask;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EmfMetricsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private final List<String> lines = new ArrayList<>();
    private final EmfMetrics metrics = new EmfMetrics("Stack \"1\"", lines::add, InstantSource.fixed(NOW));

    @Test
    void outcomesBecomeOneLineThatCloudWatchAccepts() throws Exception {
        metrics.settled(task(100, NOW.minusSeconds(30)), copied(100));
        metrics.settled(task(50, NOW.minusSeconds(90)), copied(50));
        metrics.settled(task(1, NOW), new Outcome.AlreadyThere(ETag.NONE));
        metrics.settled(task(1, NOW), new Outcome.Superseded("kept changing"));
        metrics.settled(task(1, NOW), new Outcome.SourceGone());
        metrics.settled(task(1, NOW), new Outcome.Skipped(SkipReason.ARCHIVED));
        metrics.settled(task(1, NOW), new Outcome.Failed(FailureClass.DENIED, "GET of k: 403"));
        metrics.settled(task(1, NOW), new Outcome.Failed(FailureClass.DENIED, "GET of l: 403"));
        metrics.moved(4096);
        metrics.flush();

        JsonNode root = EmfRules.check(onlyLine(), NOW);
        assertEquals(
                "DataReplicationHub",
                root.at("/_aws/CloudWatchMetrics/0/Namespace").textValue());
        assertEquals("Stack \"1\"", root.get("Stack").textValue());
        assertEquals(
                Map.of(
                        "ObjectsCopied", 2L,
                        "BytesCopied", 150L,
                        "BytesMoved", 4096L,
                        "ReplicationLagMax", 90L,
                        "ObjectsAlreadyThere", 1L,
                        "ObjectsSuperseded", 1L,
                        "ObjectsGone", 1L,
                        "ObjectsSkippedArchived", 1L,
                        "ObjectsFailed", 2L),
                numbers(root));
        assertEquals(2, root.at("/FailedByClass/DENIED").intValue());
    }

    @Test
    void everyMetricThereIsFitsIntoOneLine() throws Exception {
        for (Metric metric : Metric.values()) {
            metrics.add(metric, Long.MAX_VALUE / 2);
        }
        metrics.flush();
        assertEquals(
                Metric.values().length,
                EmfRules.check(onlyLine(), NOW)
                        .at("/_aws/CloudWatchMetrics/0/Metrics")
                        .size());
    }

    @Test
    void whatWasWrittenIsNotCountedAgain() throws Exception {
        metrics.add(Metric.OBJECTS_FOUND, 5);
        metrics.flush();
        metrics.flush();
        metrics.add(Metric.OBJECTS_FOUND, 2);
        metrics.flush();
        assertEquals(2, lines.size());
        assertEquals(2, EmfRules.check(lines.get(1), NOW).get("ObjectsFound").intValue());
    }

    @Test
    void aClockBehindTheSourcesMakesNoNegativeLag() throws Exception {
        metrics.settled(task(1, NOW.plusSeconds(60)), copied(1));
        metrics.flush();
        assertEquals(0, EmfRules.check(onlyLine(), NOW).get("ReplicationLagMax").intValue());
    }

    @Test
    void nothingIsLostWhenManyThreadsCount() throws Exception {
        List<Thread> threads = IntStream.range(0, 8)
                .mapToObj(n -> Thread.ofVirtual().start(() -> {
                    for (int i = 0; i < 1_000; i++) {
                        metrics.settled(task(1, NOW), copied(1));
                    }
                }))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        metrics.flush();
        assertEquals(8_000, EmfRules.check(onlyLine(), NOW).get("ObjectsCopied").intValue());
    }

    @Test
    void aStackWithoutANameIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new EmfMetrics(" ", lines::add, InstantSource.fixed(NOW)));
    }

    private String onlyLine() {
        assertEquals(1, lines.size());
        return lines.getFirst();
    }

    private static Map<String, Long> numbers(JsonNode root) {
        Map<String, Long> numbers = new TreeMap<>();
        root.properties().forEach(field -> {
            if (field.getValue().isNumber()) {
                numbers.put(field.getKey(), field.getValue().longValue());
            }
        });
        return numbers;
    }

    private static CopyTask task(long size, Instant changed) {
        var key = new ObjectKey("k");
        return new CopyTask(key, key, new ObjectStamp(size, ETag.NONE, changed));
    }

    private static Outcome.Copied copied(long bytes) {
        return new Outcome.Copied(bytes, ETag.NONE, ETag.NONE, Lane.SINGLE);
    }
}
