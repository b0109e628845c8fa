package io.replicationhub.operate.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.replicationhub.metrics.Metric;
import io.replicationhub.operate.letter.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Level NOTHING = new Level(0, 0, 0, Optional.empty(), NOON);
    private static final Level WAITING = new Level(80, 15, 5, Optional.empty(), NOON);

    @Test
    void theSlowerOfObjectsAndBytesTellsTheTimeLeft() {
        Rate rate = new Rate(10, 1_000, 1, Duration.ofMinutes(5));
        Counts run = counts(Metric.OBJECTS_TO_COPY, 200, Metric.OBJECTS_COPIED, 90, Metric.OBJECTS_FAILED, 10);
        assertEquals(Optional.of(Duration.ofSeconds(10)), rate.timeFor(WAITING, Optional.of(run)));
        Counts large = counts(
                Metric.OBJECTS_TO_COPY,
                200,
                Metric.OBJECTS_COPIED,
                100,
                Metric.BYTES_TO_COPY,
                90_000,
                Metric.BYTES_COPIED,
                2_000);
        assertEquals(Optional.of(Duration.ofSeconds(88)), rate.timeFor(WAITING, Optional.of(large)));
    }

    @Test
    void whereNoRunTellsWhatThereIsMessagesDo() {
        Rate rate = new Rate(10, 1_000, 2, Duration.ofMinutes(5));
        assertEquals(Optional.of(Duration.ofSeconds(50)), rate.timeFor(WAITING, Optional.empty()));
        // Events brought more than the run had found.
        Counts beyond = counts(Metric.OBJECTS_TO_COPY, 100, Metric.OBJECTS_COPIED, 150);
        assertEquals(Optional.of(Duration.ofSeconds(50)), rate.timeFor(WAITING, Optional.of(beyond)));
    }

    @Test
    void nothingWaitingNeedsNoTimeAndNothingMovingNobodyKnows() {
        Rate still = new Rate(0, 0, 0, Duration.ofMinutes(5));
        assertEquals(Optional.of(Duration.ZERO), still.timeFor(NOTHING, Optional.empty()));
        assertEquals(Optional.empty(), still.timeFor(WAITING, Optional.empty()));
    }

    @Test
    void ofOneRunEcsKnowsTheTimeAndTheMetricsTheEnding() {
        LastRun task = LastRun.of(new SenderTask(
                "t", "STOPPED", NOON.minusSeconds(100), Optional.of(NOON.minusSeconds(20)), Optional.of(0), "done"));
        LastRun counted = metrics(Metric.RUNS_OVERLAPPED, NOON.minusSeconds(60)).orElseThrow();
        assertEquals(
                new LastRun(NOON.minusSeconds(100), NOON.minusSeconds(20), LastRun.Ending.OVERLAPPED, ""),
                LastRun.of(Optional.of(task), Optional.of(counted)).orElseThrow());
    }

    @Test
    void ofTwoRunsTheLaterIsTold() {
        LastRun old = metrics(Metric.RUNS_COMPLETED, NOON.minusSeconds(3_600)).orElseThrow();
        LastRun broken = LastRun.of(
                new SenderTask("t", "STOPPED", NOON, Optional.of(NOON), Optional.empty(), "CannotPullContainerError"));
        LastRun last = LastRun.of(Optional.of(broken), Optional.of(old)).orElseThrow();
        assertEquals(LastRun.Ending.NOT_STARTED, last.ending());
        assertEquals("CannotPullContainerError", last.reason());
        assertEquals(old, LastRun.of(Optional.empty(), Optional.of(old)).orElseThrow());
    }

    @Test
    void aRunThatLeftOnlyItsDurationWasStopped() {
        LastRun run = metrics(Metric.RUN_DURATION, NOON).orElseThrow();
        assertEquals(LastRun.Ending.STOPPED, run.ending());
        assertEquals(Optional.empty(), LastRun.of(new HashMap<>(), "s"));
    }

    private static Optional<LastRun> metrics(Metric metric, Instant at) {
        Map<Gauge, NavigableMap<Instant, Double>> read = new HashMap<>();
        read.put(Gauge.of(metric, "s"), new TreeMap<>(Map.of(at, 1.0)));
        return LastRun.of(read, "s");
    }

    private static Counts counts(Object... metricsAndValues) {
        Map<Metric, Long> values = new EnumMap<>(Metric.class);
        for (int i = 0; i < metricsAndValues.length; i += 2) {
            values.put((Metric) metricsAndValues[i], ((Number) metricsAndValues[i + 1]).longValue());
        }
        return new Counts(values);
    }
}
