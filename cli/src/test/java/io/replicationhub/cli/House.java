package io.replicationhub.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A copy of the launcher in a house of its own, with JDKs and a Maven that only tell how they were called.
 *
 * @param environment what is set besides this process' own; an empty value removes a variable
 */
record House(Path folder, Map<String, String> environment) {
    static House in(Path folder) throws IOException {
        House house = new House(folder, new TreeMap<>());
        Files.createDirectories(house.home().resolve("cli/src/main"));
        Files.createDirectories(house.jdks());
        Files.copy(Path.of("..", "drh"), house.home().resolve("drh"));
        house.maven(house.builds());
        Files.createDirectories(house.jar().getParent());
        Files.writeString(house.jar(), "classes");
        house.with("DRH_JDKS", house.jdks().toString());
        house.with("DRH_REHEARSAL", "never");
        house.with("PATH", folder.resolve("bin") + ":/usr/bin:/bin");
        return house;
    }

    Path home() {
        return folder.resolve("house");
    }

    private Path jdks() {
        return folder.resolve("jdks");
    }

    /** Where there is a pom, the launcher builds. */
    void withSources() throws IOException {
        Files.writeString(home().resolve("pom.xml"), "<project/>");
    }

    /** What the Maven of {@link #in} writes a line to, each time that it is called. */
    Path mavenCalls() {
        return folder.resolve("mvn-calls");
    }

    /** What a build leaves, there before the first. */
    Path jar() {
        return home().resolve("cli/target/drh/lib/common.jar");
    }

    /** A Maven that tells that it was called, and makes the jar. */
    String builds() {
        return "echo \"$*\" >>" + mavenCalls() + "; mkdir -p " + jar().getParent() + "; echo classes >" + jar();
    }

    void maven(String text) throws IOException {
        script(folder.resolve("bin/mvn"), text);
    }

    Path jdk(String name, String version) throws IOException {
        Path jdk = jdks().resolve(name);
        script(jdk.resolve("bin/java"), "echo \"$0 $*\"");
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        return jdk;
    }

    static void script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    void with(String name, String value) {
        environment.put(name, value);
    }

    void without(String name) {
        environment.put(name, "");
    }

    Ran drh(String... arguments) throws Exception {
        return start(arguments).end();
    }

    /** A start of the launcher that goes on beside the test. */
    Running start(String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("bash", home().resolve("drh").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("DRH_") || name.equals("JAVA_HOME"));
        builder.environment().putAll(environment);
        builder.environment().values().removeIf(String::isEmpty);
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        builder.redirectOutput(out.toFile()).redirectError(err.toFile());
        return new Running(builder.start(), System.nanoTime(), out, err);
    }

    /** Whether a signal ends what this process starts. */
    static boolean reaches(String signal) throws Exception {
        return new ProcessBuilder("sh", "-c", "kill -" + signal + " $$; exit 0")
                        .start()
                        .waitFor()
                != 0;
    }

    static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    record Running(Process process, long began, Path out, Path err) {
        Ran end() throws Exception {
            assertTrue(process.waitFor(20, TimeUnit.SECONDS), "the launcher does not end");
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            return new Ran(process.exitValue(), Files.readString(out), Files.readString(err), took);
        }
    }
}
