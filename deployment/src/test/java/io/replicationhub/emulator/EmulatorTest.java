package io.replicationhub.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code mvn verify -Pemulator}: into an emulator and through it, or skipped where there is none. */
@Tag("slow")
@Tag("emulator")
class EmulatorTest {
    private static final Path PUBLISHED = Path.of("../deployment/global/data-replication-hub.template.json");

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void theOutlineOfTheStackReplicates(@TempDir Path folder) throws Exception {
        replicates(PlainTemplateTest.SAMPLE, folder);
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void thePublishedTemplateReplicates(@TempDir Path folder) throws Exception {
        assumeTrue(Files.exists(PUBLISHED), "skipped: there is no " + PUBLISHED);
        replicates(PUBLISHED, folder);
    }

    private static void replicates(Path template, Path folder) throws Exception {
        Optional<RunningEmulator> found = RunningEmulator.any();
        assumeTrue(
                found.isPresent(),
                "skipped: " + RunningEmulator.NAMED
                        + " names no emulator, and there is neither Docker nor moto_server");
        // Nobody runs it: the emulator only wants a file where the template says that there is one.
        Path worker = Files.writeString(folder.resolve("lambda-worker-0.1.0-arm64.jar"), "no code");
        Path hooks = Files.writeString(folder.resolve("stack-hooks-0.1.0.jar"), "no code");
        var out = new ByteArrayOutputStream();
        try (RunningEmulator emulator = found.get()) {
            int exit = DeployToEmulator.run(
                    new String[] {
                        "--endpoint",
                        emulator.endpoint().toString(),
                        "--template",
                        template.toString(),
                        "--leave-out",
                        "Custom::",
                        "--leave-out",
                        "AWS::Lambda::EventSourceMapping",
                        "--leave-out",
                        "AWS::Scheduler::",
                        "--code",
                        worker.toString(),
                        "--code",
                        hooks.toString(),
                        "--objects",
                        "60"
                    },
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    System.err);
            String said = out.toString(StandardCharsets.UTF_8);
            assertEquals(0, exit, said);
            assertTrue(said.contains("66 read on both sides, none differs"), said);
        }
    }
}
