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
            drh = firstLine(List.of(root.resolve("drh").toString(), "--version"));
            add("drh", drh, "drh is left out: it does not start (./drh --version)", tools, missing);
        }
        if (wanted.contains("rclone")) {
            rclone = firstLine(List.of("rclone", "version"));
            add("rclone", rclone, "rclone is left out: it is not installed (apt-get install rclone)", tools, missing);
        }
        return new Presence(tools, missing, drh, rclone);
    }

    private static void add(String tool, String version, String complaint, List<String> tools, List<String> missing) {
        if (version.isEmpty()) {
            missing.add("bench: " + complaint);
        } else {
            tools.add(tool);
        }
    }

    /** The first line that a command prints, or nothing where it fails. */
    private static String firstLine(List<String> command) throws InterruptedException {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().remove("AWS_CA_BUNDLE");
            builder.environment().put("DRH_BUILD", "never");
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            boolean ended = process.waitFor(1, TimeUnit.MINUTES);
            return ended && process.exitValue() == 0
                    ? said.strip().lines().findFirst().orElse("")
                    : "";
        } catch (IOException absent) {
            return "";
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
