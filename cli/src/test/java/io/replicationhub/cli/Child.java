package io.replicationhub.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** drh in a process of its own, as the launcher starts it; its output goes to files. */
record Child(Process process, Path out, Path err, long beganNanos) implements AutoCloseable {

    /** @param heapMiB what the launcher would give it */
    static Child start(Scene scene, Path folder, int heapMiB, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Xms16m",
                "-Xmx" + heapMiB + "m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Drh.class.getName()));
        command.addAll(arguments);
        Path out = Files.createTempFile(folder, "drh", ".out");
        Path err = Files.createTempFile(folder, "drh", ".err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(scene.environment());
        return new Child(builder.start(), out, err, System.nanoTime());
    }

    /** Sends INT, as Ctrl-C does, or TERM. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** As kill -9 and the loss of power do: nothing of the process runs any more. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the process does not die");
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    Ran await(Duration limit) throws IOException, InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("it is still running: " + Files.readString(out) + Files.readString(err));
        }
        return new Ran(
                process.exitValue(),
                Files.readString(out),
                Files.readString(err),
                Duration.ofNanos(System.nanoTime() - beganNanos));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
