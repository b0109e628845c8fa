package io.replicationhub.bench;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Requests by kind, body bytes each way, and the CPU time of this process. Thread-safe. */
final class Counters {
    private final Map<String, LongAdder> kinds = new ConcurrentHashMap<>();

    void count(String kind) {
        add(kind, 1);
    }

    void add(String kind, long amount) {
        LongAdder adder = kinds.get(kind);
        if (adder == null) {
            adder = kinds.computeIfAbsent(kind, k -> new LongAdder());
        }
        adder.add(amount);
    }

    void reset() {
        kinds.clear();
    }

    /** One {@code name value} line each, by name; {@code cpu-nanos} is of the whole process since it began. */
    String lines() {
        StringBuilder text = new StringBuilder();
        Map<String, Long> sorted = new TreeMap<>();
        kinds.forEach((kind, adder) -> sorted.put(kind, adder.sum()));
        sorted.put("cpu-nanos", cpuNanos());
        sorted.forEach((kind, sum) -> text.append(kind).append(' ').append(sum).append('\n'));
        return text.toString();
    }

    private static long cpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : -1;
    }
}
