package io.replicationhub.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Which tools can run here, and on what machine.
 *
 * @param tools first words of the contestants' names that are here
 * @param missing what to tell about the others
 */
record Presence(List<String> tools, List<String> missing, String drhVersion, String rcloneVersion) {
    static Presence find(Path root, List<String> wanted) throws InterruptedException {
        List<String> tools = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        String drh = "";
        String rclone = "";
        if (wanted.contains("relay")) {
            tools.add("relay");
        }
        if (wanted.contains("drh")) {
            Answer answer = Answer.of(List.of(root.resolve("drh").toString(), "--version"));
            drh = answer.firstLine();
            add("drh", answer, "drh does not start (./drh --version): " + answer.complaint(), tools, missing);
        }
        if (wanted.contains("rclone")) {
            Answer answer = Answer.of(List.of("rclone", "version"));
            rclone = answer.firstLine();
            add("rclone", answer, "rclone is left out: it is not installed (apt-get install rclone)", tools, missing);
        }
        return new Presence(tools, missing, drh, rclone);
    }

    private static void add(String tool, Answer answer, String complaint, List<String> tools, List<String> missing) {
        if (answer.firstLine().isEmpty()) {
            missing.add("bench: " + complaint);
        } else {
            tools.add(tool);
        }
    }

    /**
     * What a command says of itself.
     *
     * @param firstLine that it prints, empty where it fails
     * @param complaint why it fails
     */
    private record Answer(String firstLine, String complaint) {
        static Answer of(List<String> command) throws InterruptedException {
            try {
                Path err = Files.createTempFile("bench", ".err");
                try {
                    return of(command, err);
                } finally {
                    Files.delete(err);
                }
            } catch (IOException absent) {
                return new Answer("", String.valueOf(absent.getMessage()));
            }
        }

        private static Answer of(List<String> command, Path err) throws IOException, InterruptedException {
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
            builder.environment().remove("AWS_CA_BUNDLE");
            builder.environment().put("DRH_BUILD", "never");
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return new Answer("", "it does not end");
            }
            String line = said.strip().lines().findFirst().orElse("");
            if (process.exitValue() == 0 && !line.isEmpty()) {
                return new Answer(line, "");
            }
            String reason = Files.readString(err).strip().lines().findFirst().orElse("it says nothing");
            return new Answer("", "exit " + process.exitValue() + ", " + reason);
        }
    }

    Workload only(Workload workload) {
        List<Contestant> here = workload.contestants().stream()
                .filter(c -> tools.stream().anyMatch(tool -> c.name().startsWith(tool)))
                .toList();
        return new Workload(
                workload.name(),
                workload.title(),
                workload.bed(),
                workload.objects(),
                workload.bytes(),
                workload.limit(),
                here);
    }

    String describe() {
        return String.format(
                Locale.ROOT,
                "%d × %s, load %.1f before the run, Java %s (%s), %s%s%s%n%n",
                Runtime.getRuntime().availableProcessors(),
                processor(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                System.getProperty("java.runtime.version"),
                System.getProperty("java.vendor"),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                drhVersion.isEmpty() ? "" : ", " + drhVersion,
                rcloneVersion.isEmpty() ? "" : ", " + rcloneVersion);
    }

    private static String processor() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException unknown) {
            return System.getProperty("os.arch", "unknown");
        }
    }
}
