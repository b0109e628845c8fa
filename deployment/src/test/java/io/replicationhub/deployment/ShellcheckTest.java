package io.replicationhub.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShellcheckTest {
    private static List<Path> scripts() throws Exception {
        Path deployment = Workshop.REPOSITORY.resolve("deployment");
        try (Stream<Path> files = Stream.concat(Files.list(deployment), Files.list(deployment.resolve("jobsender")))) {
            return files.filter(file -> file.toString().endsWith(".sh"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void shellcheckHasNothingToSay() throws Exception {
        assumeTrue(Workshop.onThePath("shellcheck").isPresent(), "skipped: shellcheck is not installed");
        List<String> command = new ArrayList<>(List.of("shellcheck", "-x", "-P", "..", "-f", "gcc"));
        scripts().forEach(script -> command.add(script.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertEquals(0, process.waitFor(), said);
    }

    @Test
    void everyScriptStopsAtItsFirstFaultAndCanBeStarted() throws Exception {
        for (Path script : scripts()) {
            String text = Files.readString(script);
            if (text.startsWith("#!")) {
                assertTrue(Files.isExecutable(script), script::toString);
                assertTrue(text.contains("\nset -euo pipefail\n"), script::toString);
                assertTrue(text.contains("--help"), script::toString);
            }
        }
    }
}
