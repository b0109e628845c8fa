package io.replicationhub.deployment;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A copy of the repository's scripts in a folder of its own, and a path on which there are the plain tools of a shell, and
 * of the rest only the stand-ins that a test puts there. Each stand-in notes what it was called with.
 */
final class Workshop {
    /** The repository, seen from the module that tests run in. */
    static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

    private static final List<String> PLAIN_TOOLS = List.of(
            "env",
            "basename",
            "cat",
            "cp",
            "dirname",
            "find",
            "grep",
            "head",
            "ls",
            "mkdir",
            "rm",
            "sed",
            "sort",
            "wc");
    private static final long SECONDS_MOST = 30;

    private final Path root;
    private final Path path;
    private final Path bash;
    private final Map<String, String> variables = new HashMap<>();

    private Workshop(Path root, Path path, Path bash) {
        this.root = root;
        this.path = path;
        this.bash = bash;
    }

    /** @param folder empty, and gone after the test */
    static Workshop in(Path folder) throws IOException {
        Path root = folder.resolve("repository");
        Path scripts = REPOSITORY.resolve("deployment");
        Files.createDirectories(root.resolve("deployment/jobsender"));
        try (Stream<Path> files = Stream.concat(Files.list(scripts), Files.list(scripts.resolve("jobsender")))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, root.resolve("deployment").resolve(scripts.relativize(file)));
            }
        }
        Files.copy(REPOSITORY.resolve("pom.xml"), root.resolve("pom.xml"));
        Path bash = tool("bash");
        Path path = Files.createDirectories(folder.resolve("path"));
        for (String tool : PLAIN_TOOLS) {
            program(bash, path.resolve(tool), "exec '" + tool(tool) + "' \"$@\"");
        }
        return new Workshop(root, path, bash);
    }

    static Optional<Path> onThePath(String tool) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Path tool(String name) {
        Optional<Path> found = onThePath(name);
        assumeTrue(found.isPresent(), "skipped: this machine has no " + name);
        return found.orElseThrow();
    }

    private static void program(Path bash, Path file, String script) throws IOException {
        Files.writeString(file, "#!" + bash + "\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    Path root() {
        return root;
    }

    /** A program that notes how it was called, and then does what a script says. */
    Workshop standIn(String name, String script) throws IOException {
        program(bash, path.resolve(name), "echo \"" + name + " $*\" >>'" + calls() + "'\n" + script);
        return this;
    }

    Workshop with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    Workshop file(String name, String content) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return this;
    }

    String read(String name) throws IOException {
        return Files.readString(root.resolve(name));
    }

    /** What the stand-ins were called with, a line each. */
    List<String> called() throws IOException {
        return Files.exists(calls()) ? Files.readAllLines(calls()) : List.of();
    }

    Ran run(String script, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(bash.toString(), "deployment/" + script));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(root, "out", "");
        Path err = Files.createTempFile(root, "err", "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(root.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(variables);
        builder.environment().put("PATH", path.toString());
        Process process = builder.start();
        process.getOutputStream().close();
        boolean ended = process.waitFor(SECONDS_MOST, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertTrue(ended, script + " did not end");
        return new Ran(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    private Path calls() {
        return path.resolveSibling("calls");
    }

    /** How a script ended. */
    record Ran(int exit, String out, String err) {
        /** Fails with what it said where it did not end well. */
        Ran well() {
            assertTrue(exit == 0, () -> "exit " + exit + "\n" + out + err);
            return this;
        }
    }
}
