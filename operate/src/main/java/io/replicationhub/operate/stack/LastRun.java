package io.replicationhub.operate.stack;

import io.replicationhub.metrics.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

/**
 * The run of the JobSender that ended last.
 *
 * @param began and {@code ended}: to the second where ECS still knows, else to the period of the metrics
 * @param reason for people; empty where there is nothing to say
 */
public record LastRun(Instant began, Instant ended, Ending ending, String reason) {
    private static final int STOPPED_BY_SIGNAL = 128;
    /** A task's end and its metrics are of one run if they are not farther apart. */
    private static final Duration SAME = Duration.ofMinutes(3);

    /** What a run leaves at its end, one way or another. */
    private static final List<Metric> ENDINGS =
            List.of(Metric.RUN_DURATION, Metric.RUNS_COMPLETED, Metric.RUNS_OVERLAPPED, Metric.RUNS_FAILED);

    /** How a run may end. */
    public enum Ending {
        /** All that there was to do was put on the queue. */
        COMPLETED,
        /** It left the work to those before it. */
        OVERLAPPED,
        FAILED,
        /** Somebody or something ended it. */
        STOPPED,
        /** Its container never ran. */
        NOT_STARTED
    }

    public Duration took() {
        return Duration.between(began, ended);
    }

    static List<Gauge> gauges(String stack) {
        return ENDINGS.stream().map(metric -> Gauge.of(metric, stack)).toList();
    }

    /** As far as ECS tells: a run that left the work to others is completed to it. */
    static LastRun of(SenderTask task) {
        Instant ended = task.ended().orElse(task.began());
        int code = task.exitCode().orElse(-1);
        if (code == 0) {
            return new LastRun(task.began(), ended, Ending.COMPLETED, "");
        }
        Ending ending = code < 0 ? Ending.NOT_STARTED : code > STOPPED_BY_SIGNAL ? Ending.STOPPED : Ending.FAILED;
        return new LastRun(
                task.began(),
                ended,
                ending,
                (code < 0 ? "" : "exit code " + code + (task.reason().isEmpty() ? "" : ": ")) + task.reason());
    }

    /** As far as the metrics tell. */
    static Optional<LastRun> of(Map<Gauge, NavigableMap<Instant, Double>> read, String stack) {
        Optional<Instant> last = ENDINGS.stream()
                .flatMap(metric -> series(read, metric, stack).stream())
                .flatMap(series -> series.keySet().stream())
                .max(Instant::compareTo);
        return last.map(at -> {
            long seconds = Math.round(at(read, Metric.RUN_DURATION, stack, at));
            Ending ending = at(read, Metric.RUNS_FAILED, stack, at) > 0
                    ? Ending.FAILED
                    : at(read, Metric.RUNS_COMPLETED, stack, at) > 0
                            ? Ending.COMPLETED
                            : at(read, Metric.RUNS_OVERLAPPED, stack, at) > 0 ? Ending.OVERLAPPED : Ending.STOPPED;
            return new LastRun(at.minusSeconds(seconds), at, ending, "");
        });
    }

    /** The later of two tellings, which may be of one run. */
    static Optional<LastRun> of(Optional<LastRun> byEcs, Optional<LastRun> byMetrics) {
        if (byEcs.isEmpty() || byMetrics.isEmpty()) {
            return byEcs.or(() -> byMetrics);
        }
        LastRun task = byEcs.get();
        LastRun counted = byMetrics.get();
        if (Duration.between(task.ended, counted.ended).abs().compareTo(SAME) < 0) {
            return Optional.of(
                    task.ending == Ending.COMPLETED
                            ? new LastRun(task.began, task.ended, counted.ending, counted.reason)
                            : task);
        }
        return Optional.of(task.ended.isAfter(counted.ended) ? task : counted);
    }

    private static Optional<NavigableMap<Instant, Double>> series(
            Map<Gauge, NavigableMap<Instant, Double>> read, Metric metric, String stack) {
        return Optional.ofNullable(read.get(Gauge.of(metric, stack)));
    }

    private static double at(Map<Gauge, NavigableMap<Instant, Double>> read, Metric metric, String stack, Instant at) {
        return series(read, metric, stack)
                .map(series -> series.getOrDefault(at, 0.0))
                .orElse(0.0);
    }
}
