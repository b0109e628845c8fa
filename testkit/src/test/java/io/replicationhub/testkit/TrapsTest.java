package io.replicationhub.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/traps.md says is true of the sources. */
class TrapsTest {
    private static final int TRAPS = 36;
    private static final Pattern ROW = Pattern.compile("^\\| (\\d+) \\| [^|]+ \\| ([^|]+) \\|$", Pattern.MULTILINE);
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w+)\\.([a-z]\\w+)`");

    static final Path ROOT = root();

    @Test
    void everyTrapHasItsLine() throws IOException {
        assertEquals(
                IntStream.rangeClosed(1, TRAPS).boxed().toList(),
                rows().map(row -> Integer.parseInt(row.group(1))).toList());
        rows().forEach(row -> assertTrue(
                NAMED.matcher(row.group(2)).find() || row.group(2).contains("Cannot occur:"),
                () -> "neither a test nor a reason: " + row.group()));
    }

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        List<Path> sources = javaFiles("/src/test/", "/testkit/src/main/");
        List<String> missing = new ArrayList<>();
        for (MatchResult row : rows().toList()) {
            for (MatchResult named : NAMED.matcher(row.group(2)).results().toList()) {
                if (!exists(sources, named.group(1), named.group(2))) {
                    missing.add(row.group(1) + ": " + named.group());
                }
            }
        }
        assertEquals(List.of(), missing);
    }

    /** Trap 10. */
    @Test
    void oneFileAloneWritesABucketsNotifications() throws IOException {
        List<String> writers = new ArrayList<>();
        for (Path source : javaFiles("/src/main/")) {
            String text = Files.readString(source);
            if (text.contains("\"notification=\"") || text.contains("\"notification\"")) {
                writers.add(source.getFileName().toString());
            }
        }
        assertEquals(List.of("BucketNotifications.java"), writers);
    }

    private static Stream<MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(ROOT.resolve("docs/traps.md"))).results();
    }

    private static boolean exists(List<Path> sources, String type, String method) throws IOException {
        Pattern declared = Pattern.compile("(?:void|Stream<DynamicTest>)\\s+" + method + "\\(");
        for (Path source : sources) {
            boolean named = source.endsWith(type + ".java");
            if (named && declared.matcher(Files.readString(source)).find()) {
                return true;
            }
        }
        return false;
    }

    static List<Path> javaFiles(String... parts) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path module : modules.filter(path -> Files.isRegularFile(path.resolve("pom.xml")))
                    .toList()) {
                Path sources = module.resolve("src");
                if (Files.isDirectory(sources)) {
                    try (Stream<Path> files = Files.walk(sources)) {
                        files.filter(file -> file.toString().endsWith(".java")
                                        && Stream.of(parts).anyMatch(file.toString()::contains))
                                .forEach(found::add);
                    }
                }
            }
        }
        assertTrue(found.size() > 50, "the sources are not where they were: " + ROOT);
        return found;
    }

    private static Path root() {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.exists(at.resolve("docs/traps.md"))) {
            at = Objects.requireNonNull(at.getParent(), "docs/traps.md is not above the working directory");
        }
        return at;
    }
}
