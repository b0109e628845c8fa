package io.replicationhub.crew;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.DoubleSupplier;

/**
 * How busy the machine's processors were since this was last asked, from Linux's {@code /proc/stat} (proc(5): user, nice,
 * system, idle, iowait, irq, softirq, steal). The management beans tell the same but cost a run of a second a
 * twentieth of its time to load. Not thread-safe.
 */
public final class CpuLoad implements DoubleSupplier {
    private static final int IDLE = 4;
    private static final int IOWAIT = 5;
    private static final int STEAL = 8;
    private final Path stat;
    private long totalThen;
    private long idleThen;

    public CpuLoad() {
        this(Path.of("/proc/stat"));
    }

    CpuLoad(Path stat) {
        this.stat = stat;
    }

    /** From 0 to 1; NaN where the system does not tell. */
    @Override
    public double getAsDouble() {
        String[] fields;
        try (var reader = Files.newBufferedReader(stat)) {
            String line = reader.readLine();
            // "cpu  4705 150 1120 16250 ...": two blanks after the name, so the numbers are fields 2 and on.
            fields = line == null ? new String[0] : line.replace("  ", " ").split(" ", -1);
        } catch (IOException e) {
            return Double.NaN;
        }
        if (fields.length <= STEAL) {
            return Double.NaN;
        }
        long total = 0;
        for (int i = 1; i <= STEAL; i++) {
            total += Long.parseLong(fields[i]);
        }
        long idle = Long.parseLong(fields[IDLE]) + Long.parseLong(fields[IOWAIT]);
        double load = total == totalThen || totalThen == 0
                ? Double.NaN
                : 1 - (double) (idle - idleThen) / (total - totalThen);
        totalThen = total;
        idleThen = idle;
        return load;
    }
}
