package io.replicationhub.jobworker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.replicationhub.localservers.lambda.Figures;
import io.replicationhub.localservers.lambda.FunctionProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lambda runs Java on the first compiler alone, under which the JDK's own AES-GCM takes nineteen times the processor time
 * of native code. The jar brings native code: bulk over TLS must not cost more than with both compilers.
 */
@Timeout(300)
@Tag("slow")
class CompilerIT {
    private static final double MORE_AT_MOST = 1.5;
    private static final int OBJECT = 32 << 20;

    @TempDir
    private Path folder;

    /** With the JDK's own code it would be about 7 CPU-seconds against 3, the starts included. */
    @Test
    void underTheFirstCompilerAloneSomeBytesOverTlsCostNoMoreThanTheyMay() throws Exception {
        compare(4, 1);
    }

    @Test
    void underTheFirstCompilerAloneSomeGibibytesOverTlsCostNoMoreThanTheyMay() throws Exception {
        compare(64, 2);
    }

    private void compare(int objects, int rounds) throws Exception {
        try (Artefact artefact = Artefact.in(folder);
                LeanLane lane = LeanLane.open(folder, true, Duration.ZERO)) {
            double first = 0;
            double both = 0;
            for (int round = 0; round < rounds; round++) {
                first += cost(artefact, lane, objects, "first" + round, "-XX:TieredStopAtLevel=1");
                both += cost(artefact, lane, objects, "both" + round, "-XX:TieredStopAtLevel=4");
            }
            double gibibytes = rounds * objects * (double) OBJECT / (1 << 30);
            System.out.printf(
                    "CPU-s per GiB over TLS, start included: %.2f by C1 alone, %.2f by C1 and C2%n",
                    first / gibibytes, both / gibibytes);
            assertTrue(artefact.said().contains("AES-GCM by AmazonCorretto"), artefact::said);
            assertTrue(artefact.said().contains("compiled by C1 alone"), artefact::said);
            assertTrue(artefact.said().contains("compiled by C1 and C2"), artefact::said);
            assertTrue(first <= MORE_AT_MOST * both, first + " CPU-seconds by C1 alone, " + both + " by both");
        }
    }

    private static double cost(Artefact artefact, LeanLane lane, int objects, String bucket, String compilers)
            throws Exception {
        List<SQSEvent> events = lane.fill(bucket, objects, OBJECT, 1);
        try (FunctionProcess process = artefact.start(artefact.settings(lane.environment(bucket))
                .withMemory(1_769)
                .withTimeout(Duration.ofMinutes(2))
                .with(lane.trustOptions())
                .with(compilers))) {
            for (SQSEvent event : events) {
                assertEquals(List.of(), process.invoke(event).getBatchItemFailures(), process::said);
            }
            assertEquals(objects, lane.copied(bucket));
            lane.drop(bucket);
            return Figures.of(process.handle()).processor().toMillis() / 1e3;
        }
    }
}
