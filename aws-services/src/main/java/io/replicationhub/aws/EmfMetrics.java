package io.replicationhub.aws;

import io.replicationhub.metrics.Metric;
import io.replicationhub.object.FailureClass;
import io.replicationhub.outcome.Movement;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.outcome.OutcomeListener;
import io.replicationhub.task.CopyTask;
import io.replicationhub.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Counts, and writes what it has counted as one line of the log that CloudWatch turns into metrics. Thread-safe. Nothing
 * is written before {@link #flush}, which a worker calls at the end of each batch.
 */
public final class EmfMetrics implements OutcomeListener, Movement {
    private final EmfLine line;
    private final Consumer<String> log;
    private final InstantSource clock;
    private Map<Metric, Long> values = new EnumMap<>(Metric.class);
    private Map<FailureClass, Long> failures = new EnumMap<>(FailureClass.class);

    /**
     * @param stack the value of the one dimension
     * @param log takes whole lines: standard output in Lambda and ECS
     */
    public EmfMetrics(String stack, Consumer<String> log, InstantSource clock) {
        this.line = new EmfLine(stack);
        this.log = log;
        this.clock = clock;
    }

    public synchronized void add(Metric metric, long amount) {
        values.merge(metric, amount, Long::sum);
    }

    /** Keeps the largest since the last line. */
    public synchronized void atLeast(Metric metric, long value) {
        values.merge(metric, value, Math::max);
    }

    @Override
    public void settled(Task task, Outcome outcome) {
        switch (outcome) {
            case Outcome.Copied copied -> copied(task, copied);
            case Outcome.AlreadyThere there -> add(Metric.OBJECTS_ALREADY_THERE, 1);
            case Outcome.Superseded superseded -> add(Metric.OBJECTS_SUPERSEDED, 1);
            case Outcome.SourceGone gone -> add(Metric.OBJECTS_GONE, 1);
            case Outcome.Deleted deleted -> add(Metric.OBJECTS_DELETED, 1);
            case Outcome.AlreadyGone gone -> add(Metric.OBJECTS_ALREADY_GONE, 1);
            case Outcome.Skipped skipped -> add(Metric.skipped(skipped.reason()), 1);
            case Outcome.Failed failed -> failed(failed.failureClass());
        }
    }

    @Override
    public void moved(long bytes) {
        add(Metric.BYTES_MOVED, bytes);
    }

    /** Writes a line of what was counted since the last one; nothing where nothing was. */
    public void flush() {
        Map<Metric, Long> counted;
        Map<FailureClass, Long> failed;
        synchronized (this) {
            counted = values;
            failed = failures;
            values = new EnumMap<>(Metric.class);
            failures = new EnumMap<>(FailureClass.class);
        }
        if (!counted.isEmpty()) {
            log.accept(line.write(clock.instant(), counted, failed));
        }
    }

    private void copied(Task task, Outcome.Copied copied) {
        add(Metric.OBJECTS_COPIED, 1);
        add(Metric.BYTES_COPIED, copied.bytes());
        if (!copied.lost().isEmpty()) {
            add(Metric.OBJECTS_COPIED_WITH_LOSS, 1);
        }
        if (task instanceof CopyTask copy) {
            Instant changed = copy.stamp().lastModified();
            atLeast(
                    Metric.LAG_MAX,
                    Math.max(0, Duration.between(changed, clock.instant()).toSeconds()));
        }
    }

    private synchronized void failed(FailureClass failureClass) {
        add(Metric.OBJECTS_FAILED, 1);
        failures.merge(failureClass, 1L, Long::sum);
    }
}
