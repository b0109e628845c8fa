package io.replicationhub.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The table of workloads; docs/benchmarks.md says what each is for and what is asked of it. */
final class Workloads {
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final int LATENCY = 30;

    private final Tools tools;
    private final int divisor;

    /** A divisor above 1 makes everything smaller, for a quick look. */
    Workloads(Tools tools, int divisor) {
        this.tools = tools;
        this.divisor = divisor;
    }

    List<Workload> all() {
        Contestant drh = tools.drh();
        Contestant tuned = tools.rcloneTuned(64);
        List<Workload> all = new ArrayList<>();
        all.add(small("W1", "20,000 × 4 KiB", 20_000, 0, false, drh, tuned, tools.relay(16), tools.rcloneDefault()));
        int few = 20_000 / divisor;
        all.add(new Workload(
                "W1s",
                "20,000 × 4 KiB, s3proxy",
                new Workload.Bed.Proxy(few, 4 << 10),
                few,
                few * 4096L,
                LIMIT,
                List.of(drh, tuned)));
        all.add(small("W1L", "100,000 × 4 KiB", 100_000, 0, false, drh, tuned, tools.relay(16)));
        all.add(small("W1tls", "20,000 × 4 KiB, TLS", 20_000, 0, true, drh, tuned));
        all.add(small(
                "W1d",
                "20,000 × 4 KiB, 30 ms in every request",
                20_000,
                LATENCY,
                false,
                drh,
                tuned,
                tools.rcloneTuned(256),
                tools.relay(256)));
        all.add(large("W2", "200 × 8 MiB", 200, 8 << 20, 0, false, drh, tuned, tools.relay(8)));
        all.add(large("W2tls", "200 × 8 MiB, TLS", 200, 8 << 20, 0, true, drh, tuned));
        Contestant[] waiting = {drh, tools.rcloneTuned(8), tuned, tools.relay(32)};
        all.add(large("W2d", "200 × 8 MiB, 30 ms in every request", 200, 8 << 20, LATENCY, false, waiting));
        // The same wait beside less work: what W2d is on processors that are half as fast again.
        all.add(large("W2e", "200 × 5.5 MiB, 30 ms in every request", 200, 5_632 << 10, LATENCY, false, waiting));
        all.add(large("W3", "4 × 1 GiB", 4, 1L << 30, 0, false, drh, tools.relay(4), tuned));
        all.add(new Workload(
                "W4",
                "20,000 × 4 KiB, server-side copy",
                new Workload.Bed.Lean(few, 4 << 10, 0, false, true),
                few,
                few * 4096L,
                LIMIT,
                List.of(drh, tuned, tools.relay(16))));
        all.add(new Workload(
                "sources",
                "20,000 × 4 KiB, from the same server in the ways of several services",
                new Workload.Bed.Dialects(few, 4 << 10),
                few,
                few * 4096L,
                LIMIT,
                Stream.of(Dialect.values()).map(tools::drh).toList()));
        // rclone lists as a whole or by directory; which is better depends on the keys, so it is given both.
        Contestant byDirectory = tools.rcloneByDirectory(64);
        all.add(diff(
                "W5f", "no-change diff, 1,000,000 keys a side, flat, 30 ms a page", 0, 0, drh, tuned, byDirectory));
        all.add(diff(
                "W5t",
                "no-change diff, 1,000,000 keys a side, 1,000 directories, 30 ms a page",
                1000,
                0,
                drh,
                tools.rcloneByDirectory(8),
                byDirectory,
                tuned));
        all.add(diff(
                "W5first",
                "0.1 % of 1,000,000 differ, flat, 30 ms in every request",
                0,
                1000,
                drh,
                tuned,
                byDirectory));
        return all;
    }

    private Workload small(String name, String title, int count, int delay, boolean tls, Contestant... contestants) {
        int n = count / divisor;
        return new Workload(
                name,
                title,
                new Workload.Bed.Lean(n, 4 << 10, delay, tls, false),
                n,
                n * 4096L,
                LIMIT,
                List.of(contestants));
    }

    private Workload large(
            String name, String title, int count, long size, int delay, boolean tls, Contestant... contestants) {
        int n = Math.max(2, count / divisor);
        long each = count < 10 ? size / divisor : size;
        return new Workload(
                name,
                title,
                new Workload.Bed.Lean(n, each, delay, tls, false),
                n,
                n * each,
                LIMIT,
                List.of(contestants));
    }

    private Workload diff(String name, String title, int dirs, int every, Contestant... contestants) {
        int keys = 1_000_000 / divisor;
        return new Workload(
                name,
                title,
                new Workload.Bed.Synthetic(keys, dirs, every, LATENCY),
                keys,
                0,
                LIMIT,
                List.of(contestants));
    }
}
