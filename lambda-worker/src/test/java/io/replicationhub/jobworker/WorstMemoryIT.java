package io.replicationhub.jobworker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.replicationhub.localservers.lambda.Figures;
import io.replicationhub.localservers.lambda.FunctionProcess;
import io.replicationhub.localservers.lambda.FunctionSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rule of docs/limits.md, "The JobWorker's memory", at its worst: as many threads as it allows, from the beginning,
 * and more bodies wanted than it allows, by servers that take their time so that all of it is held at once. Over TLS,
 * for the buffers of its connections. Prints the table's lines.
 */
@Tag("slow")
@Timeout(300)
class WorstMemoryIT {
    private static final long MIB = 1 << 20;
    private static final Duration LATENCY = Duration.ofMillis(300);
    /** Of the setting; what is left is for what has not been thought of. */
    private static final double USED_MOST = 0.9;

    @TempDir
    private Path folder;

    enum Load {
        PARTS("10 × 160 MiB, in parts", 10, 160 * MIB, 0, 0),
        PASSING("1,200 × 1 MiB, passed on", 0, -1, 1_200, MIB),
        HELD("1,200 × 500 KiB, held", 0, -1, 1_200, 500 << 10),
        SMALL("4,000 × 4 KiB", 0, -1, 4_000, 4 << 10),
        MIXED("8 × 160 MiB in parts beside 800 × 1 MiB", 8, 160 * MIB, 800, MIB);

        private final String title;
        private final int large;
        private final long largeSize;
        private final int small;
        private final long smallSize;

        Load(String title, int large, long largeSize, int small, long smallSize) {
            this.title = title;
            this.large = large;
            this.largeSize = largeSize;
            this.small = small;
            this.smallSize = smallSize;
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
                LeanLane lane = LeanLane.open(folder.resolve("tls"), true, LATENCY)) {
            SQSEvent event = lane.fill("bucket", load.large, load.largeSize, load.small, load.smallSize);
            Map<String, String> environment = new HashMap<>(lane.environment("bucket"));
            environment.put("DRH_CONCURRENCY", Integer.toString(threads(setting)));
            FunctionSettings settings = artefact.settings(environment)
                    .withMemory(setting)
                    .withTimeout(Duration.ofMinutes(4))
                    .with(lane.trustOptions());
            try (FunctionProcess process = artefact.start(settings)) {
                assertEquals(List.of(), process.invoke(event).getBatchItemFailures(), process::said);
                Figures figures = Figures.of(process.handle());
                assertEquals(load.large + load.small, lane.copied("bucket"));
                System.out.printf(
                        Locale.ROOT,
                        "| %d MiB | %s | %d MiB | %.0f %% | %d |%n",
                        setting,
                        load.title,
                        figures.peakMiB(),
                        100.0 * figures.peakMiB() / setting,
                        figures.threads());
                assertTrue(figures.peakMiB() <= USED_MOST * setting, () -> figures + " with " + setting + " MiB");
            }
        }
    }

    /** The most that the rule allows, which a worker otherwise finds out whether it is worth. */
    private static int threads(int setting) throws Exception {
        Map<String, String> environment = Map.of("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(setting));
        return WorkerMemoryTest.of(environment, setting * 85L / 100).threadsMost();
    }
}
