package io.replicationhub.operate.stack;

import io.replicationhub.metrics.Metric;
import io.replicationhub.outcome.SkipReason;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/** Our own metrics, summed up over some time; longest times are the longest of it. */
public record Counts(Map<Metric, Long> values) {
    public Counts {
        values = Map.copyOf(values);
    }

    static List<Gauge> gauges(String stack) {
        return Arrays.stream(Metric.values())
                .map(metric -> Gauge.of(metric, stack))
                .toList();
    }

    /** Of the periods that begin within two instants, the first included. */
    static Counts of(Map<Gauge, NavigableMap<Instant, Double>> read, String stack, Instant from, Instant to) {
        Map<Metric, Long> values = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            Gauge gauge = Gauge.of(metric, stack);
            if (read.containsKey(gauge)) {
                double value = read.get(gauge).subMap(from, to).values().stream()
                        .reduce(0.0, gauge.statistic() == Gauge.Statistic.SUM ? Double::sum : Math::max);
                values.put(metric, Math.round(value));
            }
        }
        return new Counts(values);
    }

    public long of(Metric metric) {
        return values.getOrDefault(metric, 0L);
    }

    /** Objects that were left alone, for whatever reason. */
    public long skipped() {
        return Arrays.stream(SkipReason.values())
                .mapToLong(reason -> of(Metric.skipped(reason)))
                .sum();
    }

    /** Of the objects that were to be copied, how many need nothing more. */
    long settled() {
        return of(Metric.OBJECTS_COPIED)
                + of(Metric.OBJECTS_ALREADY_THERE)
                + of(Metric.OBJECTS_SUPERSEDED)
                + of(Metric.OBJECTS_GONE)
                + of(Metric.OBJECTS_FAILED);
    }
}
