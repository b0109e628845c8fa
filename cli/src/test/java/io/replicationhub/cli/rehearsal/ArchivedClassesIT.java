package io.replicationhub.cli.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher and the jars as they are built. What a run makes anew at each start, instead of taking it from the
 * archive, is work before the first byte: once for a start, or once for each thread (docs/adr/0011).
 */
class ArchivedClassesIT {
    private static final int ARCHIVES_LINKED_CLASSES = 25;

    @TempDir
    Path folder;

    @Test
    void aRunFindsAllItsClassesInTheArchive() throws Exception {
        assumeTrue(
                Runtime.version().feature() >= ARCHIVES_LINKED_CLASSES,
                "this JDK keeps no linked classes in an archive");
        Path log = folder.resolve("classes.log");
        try (ServerSocket stage = Stage.open(new ServerSocket())) {
            // The first start of a build makes the archive.
            replicate(stage, "warm", "");
            replicate(stage, "measured", "-Xlog:class+load:file=" + log);
        }
        List<String> others;
        try (Stream<String> lines = Files.lines(log)) {
            others = lines.filter(line -> line.contains(" source: "))
                    .filter(line -> !line.contains("shared objects file"))
                    // The JDK's own, which no archive of it has; a class each for events that nobody records.
                    .filter(line -> !line.endsWith("source: jrt:/java.base"))
                    // Of Properties.store, which keeps what is known of uploads: an archive takes nothing serializable.
                    .filter(line -> !line.endsWith("source: java.util.Map"))
                    .toList();
        }
        assertTrue(Files.size(log) > 0, "nothing was logged");
        assertEquals(List.of(), others, "loaded from elsewhere or made in the run");
    }

    private void replicate(ServerSocket stage, String state, String options) throws IOException, InterruptedException {
        String endpoint = "http://127.0.0.1:" + stage.getLocalPort();
        List<String> command =
                new ArrayList<>(List.of("../drh", "replicate", "s3://" + Stage.SOURCE, "s3://destination"));
        command.addAll(List.of("--source-endpoint", endpoint, "--source-credentials", "env:FROM"));
        command.addAll(List.of("--destination-endpoint", endpoint, "--destination-credentials", "env:TO"));
        command.addAll(List.of("--state", folder.resolve(state).toString(), "--quiet"));
        Path said = folder.resolve("said-" + state);
        ProcessBuilder launcher =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        launcher.environment().putAll(Rehearsal.CREDENTIALS);
        launcher.environment()
                .putAll(Map.of(
                        "DRH_BUILD",
                        "never",
                        "DRH_JAVA_HOME",
                        System.getProperty("java.home"),
                        "DRH_JAVA_OPTS",
                        options));
        Process run = launcher.start();
        assertTrue(run.waitFor(1, TimeUnit.MINUTES), "it hangs");
        assertEquals(0, run.exitValue(), Files.readString(said, StandardCharsets.UTF_8));
    }
}
