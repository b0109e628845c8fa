package io.replicationhub.jobworker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.replicationhub.localservers.lambda.Figures;
import io.replicationhub.localservers.lambda.FunctionProcess;
import io.replicationhub.localservers.lambda.FunctionSettings;
import io.replicationhub.localservers.lambda.ProcessorShare;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The figures of docs/benchmarks.md, "The JobWorker": one execution environment with the processor time and the memory
 * that Lambda gives for a setting. Prints a line of a table for each.
 */
@Tag("slow")
@Timeout(600)
class WorkerFiguresIT {
    /** Lambda gives a whole processor at this setting, and in proportion below (Lambda Developer Guide, "Memory"). */
    private static final double MIB_OF_A_PROCESSOR = 1_769;

    private static final Duration LATENCY = Duration.ofMillis(30);

    @TempDir
    private Path folder;

    enum Load {
        SMALL("5,000 × 4 KiB", 5_000, 4 << 10, 100, false, Duration.ZERO),
        SMALL_TLS("5,000 × 4 KiB, TLS", 5_000, 4 << 10, 100, true, Duration.ZERO),
        SMALL_FAR("10,000 × 4 KiB, TLS, 30 ms in every request", 10_000, 4 << 10, 100, true, LATENCY),
        LARGE("32 × 32 MiB", 32, 32 << 20, 1, false, Duration.ZERO),
        LARGE_TLS("32 × 32 MiB, TLS", 32, 32 << 20, 1, true, Duration.ZERO),
        LARGE_FAR("32 × 32 MiB, TLS, 30 ms in every request", 32, 32 << 20, 1, true, LATENCY);

        private final String title;
        private final int objects;
        private final int size;
        private final int tasks;
        private final boolean tls;
        private final Duration delay;

        Load(String title, int objects, int size, int tasks, boolean tls, Duration delay) {
            this.title = title;
            this.objects = objects;
            this.size = size;
            this.tasks = tasks;
            this.tls = tls;
            this.delay = delay;
        }
    }

    static Stream<Arguments> settingsAndLoads() {
        return IntStream.of(512, 1_024, 1_769)
                .boxed()
                .flatMap(setting -> Stream.of(Load.values()).map(load -> Arguments.of(setting, load)));
    }

    @ParameterizedTest
    @MethodSource("settingsAndLoads")
    void aWorkerStaysWithinTheFunctionsMemory(int setting, Load load) throws Exception {
        try (Artefact artefact = Artefact.in(folder);
                LeanLane lane = LeanLane.open(folder.resolve("tls"), load.tls, load.delay);
                Share share = Share.of(setting / MIB_OF_A_PROCESSOR)) {
            copy(artefact, lane, load, setting, share);
        }
    }

    private static void copy(Artefact artefact, LeanLane lane, Load load, int setting, Share share) throws Exception {
        List<SQSEvent> events = lane.fill("bucket", load.objects, load.size, load.tasks);
        FunctionSettings settings = artefact.settings(lane.environment("bucket"))
                .withMemory(setting)
                .withTimeout(Duration.ofMinutes(3))
                .with(lane.trustOptions())
                .launchedBy(share.launcher());
        try (FunctionProcess process = artefact.start(settings)) {
            Duration started = Figures.of(process.handle()).processor();
            long began = System.nanoTime();
            for (SQSEvent event : events) {
                assertEquals(List.of(), process.invoke(event).getBatchItemFailures(), process::said);
            }
            double wall = (System.nanoTime() - began) / 1e9;
            Figures figures = Figures.of(process.handle());
            assertEquals(load.objects, lane.copied("bucket"));
            double cpu = figures.processor().minus(started).toMillis() / 1e3;
            boolean bulk = load.size > 1 << 20;
            double unit = bulk ? load.objects * (double) load.size / (1 << 30) : load.objects / 1e3;
            say(
                    "| %d MiB | %s | %.1f | %s | %.2f for %s | %d MiB | %d | %s |%n",
                    setting,
                    load.title,
                    wall,
                    bulk
                            ? String.format(Locale.ROOT, "%.0f MiB/s", unit * 1024 / wall)
                            : String.format(Locale.ROOT, "%.0f objects/s", load.objects / wall),
                    cpu / unit,
                    bulk ? "a GiB" : "1,000",
                    figures.peakMiB(),
                    figures.threads(),
                    share.isHeld() ? "held to its share" : "not held to its share");
            assertTrue(figures.peakMiB() < setting, () -> figures + " with " + setting + " MiB");
        }
    }

    /** Half of a processor, a whole one and two: what starting costs, and the first batch. */
    @Test
    void aStartIsQuick() throws Exception {
        try (Artefact artefact = Artefact.in(folder);
                LeanLane lane = LeanLane.open(folder.resolve("tls"), true, Duration.ZERO)) {
            for (int round = 0; round < 3; round++) {
                for (double processors : new double[] {0.29, 0.5, 1, 2}) {
                    try (Share share = Share.of(processors)) {
                        start(artefact, lane, processors, share, round);
                    }
                }
            }
        }
    }

    private static void start(Artefact artefact, LeanLane lane, double processors, Share share, int round)
            throws Exception {
        String bucket = "b" + round;
        List<SQSEvent> events = lane.fill(bucket, 30, 4 << 10, 1);
        FunctionSettings settings = artefact.settings(lane.environment(bucket))
                .withMemory(1_769)
                .with(lane.trustOptions())
                .launchedBy(share.launcher());
        try (FunctionProcess process = artefact.start(settings)) {
            double init = process.init().toMillis() / 1e3;
            double initCpu = Figures.of(process.handle()).processor().toMillis() / 1e3;
            double first = invoke(process, events.get(0));
            double second = invoke(process, events.get(1));
            double third = invoke(process, events.get(2));
            double cpu = Figures.of(process.handle()).processor().toMillis() / 1e3;
            say(
                    "| %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f |%n",
                    processors, init, initCpu, first, second, third, cpu - initCpu);
        }
        lane.drop(bucket);
    }

    private static double invoke(FunctionProcess process, SQSEvent event) {
        long began = System.nanoTime();
        assertEquals(List.of(), process.invoke(event).getBatchItemFailures(), process::said);
        return (System.nanoTime() - began) / 1e9;
    }

    private static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }

    /** A share of the processors where it can be had. */
    private record Share(Optional<ProcessorShare> group) implements AutoCloseable {
        static Share of(double processors) {
            try {
                return new Share(Optional.of(ProcessorShare.of(processors)));
            } catch (IOException e) {
                return new Share(Optional.empty());
            }
        }

        boolean isHeld() {
            return group.isPresent();
        }

        List<String> launcher() {
            return group.map(ProcessorShare::launcher).orElse(List.of());
        }

        @Override
        public void close() throws IOException {
            if (group.isPresent()) {
                group.get().close();
            }
        }
    }
}
