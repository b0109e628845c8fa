package io.replicationhub.jobsender;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.bench.SyntheticLister;
import io.replicationhub.localservers.ElasticMqServer;
import io.replicationhub.localservers.LocalQueue;
import io.replicationhub.localservers.QueueSettings;
import io.replicationhub.localservers.lambda.Figures;
import io.replicationhub.localservers.lambda.ProcessorShare;
import io.replicationhub.stack.SenderExit;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The JobSender's program with the container's options, half of a processor and 1 GiB: the smallest task that the stack
 * makes. Ten million keys a side, 30 ms a page, every ten thousandth of them changed.
 */
@Tag("slow")
@Timeout(600)
class TenMillionKeysTest {
    private static final int KEYS = 10_000_000;
    private static final int CHANGED_EVERY = 10_000;
    private static final long MEMORY_MIB = 1_024;
    /** As deployment/jobsender/Dockerfile says; its 65 % are of the task's memory. */
    private static final List<String> OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-Xmx" + MEMORY_MIB * 65 / 100 + "m",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-UsePerfData",
            "--enable-native-access=ALL-UNNAMED");

    @TempDir
    private Path folder;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void end() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void halfAProcessorAndAGibibyteAreEnough() throws Exception {
        String source = lister("source");
        String destination = lister("destination");
        try (ElasticMqServer queues = ElasticMqServer.start();
                ProcessorShare half = half()) {
            LocalQueue queue = queues.createQueue(new QueueSettings("tasks", Duration.ofMinutes(1), 5));
            List<String> command = new ArrayList<>(half.launcher());
            command.addAll(java());
            command.addAll(OPTIONS);
            command.addAll(List.of("-cp", classPath(), JobSender.class.getName()));
            var builder = new ProcessBuilder(command);
            builder.environment().putAll(environment(source, destination, queues, queue));
            builder.environment().put("MALLOC_ARENA_MAX", "2");
            Path output = folder.resolve("output");
            long began = System.nanoTime();
            Process sender = builder.redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            processes.add(sender);
            Figures figures = watch(sender);
            double wall = (System.nanoTime() - began) / 1e9;
            String said = Files.readString(output);
            assertEquals(SenderExit.DONE.number(), sender.exitValue(), said);
            assertTrue(said.contains("\"ObjectsFound\":" + KEYS), said);
            assertTrue(said.contains("\"ObjectsToCopy\":" + KEYS / CHANGED_EVERY), said);
            System.out.printf(
                    Locale.ROOT,
                    "| %,d keys a side | %.1f s | %.1f CPU-s | %d MiB |%n",
                    KEYS,
                    wall,
                    figures.processor().toMillis() / 1e3,
                    figures.peakMiB());
            assertTrue(figures.peakMiB() < MEMORY_MIB, figures::toString);
        }
    }

    private static ProcessorShare half() {
        try {
            return ProcessorShare.of(0.5);
        } catch (IOException e) {
            return Assumptions.abort("control groups cannot be made here: " + e);
        }
    }

    /** What it had taken when it was last seen. */
    private static Figures watch(Process process) throws InterruptedException {
        Figures last = new Figures(Duration.ZERO, 0, 0);
        while (!process.waitFor(100, TimeUnit.MILLISECONDS)) {
            try {
                Figures now = Figures.of(process.toHandle());
                last = now.peakMiB() > 0 ? now : last;
            } catch (IOException gone) {
                continue;
            }
        }
        return last;
    }

    private String lister(String side) throws IOException {
        List<String> command = new ArrayList<>(java());
        command.addAll(List.of("-XX:+UseSerialGC", "-Xmx512m", "-cp", classPath(), SyntheticLister.class.getName()));
        command.addAll(List.of("--keys", Integer.toString(KEYS), "--side", side, "--delay-ms", "30"));
        command.addAll(List.of("--differ-every", Integer.toString(CHANGED_EVERY)));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        processes.add(process);
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String ready = out.readLine();
        assertTrue(ready != null && ready.startsWith("READY "), () -> "the lister said " + ready);
        return ready.split(" ", -1)[1];
    }

    private static List<String> java() {
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private static Map<String, String> environment(
            String source, String destination, ElasticMqServer queues, LocalQueue queue) {
        Map<String, String> environment = new HashMap<>();
        environment.put("DRH_STACK", "test");
        environment.put("DRH_SOURCE_BUCKET", "src");
        environment.put("DRH_SOURCE_ENDPOINT", source);
        environment.put("DRH_SOURCE_CREDENTIALS", "env:SIDE");
        environment.put("DRH_DESTINATION_BUCKET", "dst");
        environment.put("DRH_DESTINATION_ENDPOINT", destination);
        environment.put("DRH_DESTINATION_CREDENTIALS", "env:SIDE");
        environment.put("SIDE_ACCESS_KEY_ID", "key");
        environment.put("SIDE_SECRET_ACCESS_KEY", "secret");
        environment.put("DRH_QUEUE_URL", queue.url().toString());
        environment.put("DRH_DEAD_LETTER_QUEUE_URL", queue.deadLetterUrl().toString());
        environment.put("DRH_QUEUE_ENDPOINT", queues.endpoint().toString());
        environment.put("DRH_QUEUE_REGION", "us-east-1");
        environment.put("DRH_QUEUE_CREDENTIALS", "anonymous");
        return environment;
    }
}
