package io.replicationhub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for all scripts that users start. */
class ScriptsTest {
    /** The bash of macOS is 3.2, and not every find of BSD knows -quit. */
    private static final List<String> NOT_EVERYWHERE =
            List.of(",,}", "^^}", "BASH_CMDS", "mapfile", "readarray", "declare -A", "-quit");

    /** Ends a script where it is not set. */
    private static final List<String> NOT_ALWAYS_SET = List.of("$HOME", "${HOME}");

    @Test
    void theyAskForNothingThatMacOsDoesNotHave() throws IOException {
        assertEquals(List.of(), linesWithOneOf(NOT_EVERYWHERE));
    }

    @Test
    void theyWorkWithoutAHome() throws IOException {
        assertEquals(List.of(), linesWithOneOf(NOT_ALWAYS_SET));
    }

    private static List<String> linesWithOneOf(List<String> words) throws IOException {
        List<String> found = new ArrayList<>();
        List<Path> scripts = scripts();
        assertTrue(scripts.size() > 5, scripts::toString);
        for (Path script : scripts) {
            for (String line : Files.readAllLines(script)) {
                if (words.stream().anyMatch(line::contains)) {
                    found.add(script + ": " + line.strip());
                }
            }
        }
        return found;
    }

    private static List<Path> scripts() throws IOException {
        Path root = Path.of("..");
        List<Path> scripts =
                new ArrayList<>(List.of(root.resolve("drh"), root.resolve("bench/run"), root.resolve("cdk/app")));
        try (Stream<Path> files = Files.list(root.resolve("deployment"))) {
            files.filter(file -> file.toString().endsWith(".sh")).sorted().forEach(scripts::add);
        }
        return scripts;
    }
}
