package io.replicationhub.operate.stack;

import io.replicationhub.operate.Unreachable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/** What has been measured. Thread-safe. */
public interface Meters {
    /**
     * The values of periods that begin within {@code from} (inclusive) and {@code to}, each by the beginning of its period.
     * Periods in which nothing was measured are missing; every gauge has an entry.
     *
     * @param period whole minutes
     */
    Map<Gauge, NavigableMap<Instant, Double>> read(List<Gauge> gauges, Instant from, Instant to, Duration period)
            throws Unreachable;
}
