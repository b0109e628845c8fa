package io.replicationhub.localservers.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a running process has taken so far (proc(5)).
 *
 * @param processor user and system time
 * @param peakMiB the most memory that was resident
 * @param threads that it has now
 */
public record Figures(Duration processor, long peakMiB, int threads) {
    public static Figures of(ProcessHandle process) throws IOException {
        long peak = 0;
        int threads = 0;
        for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
            if (line.startsWith("VmHWM:")) {
                peak = number(line) >> 10;
            } else if (line.startsWith("Threads:")) {
                threads = (int) number(line);
            }
        }
        return new Figures(process.info().totalCpuDuration().orElse(Duration.ZERO), peak, threads);
    }

    private static long number(String line) {
        return Long.parseLong(line.replaceAll("\\D", ""));
    }
}
