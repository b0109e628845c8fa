package io.replicationhub.localservers.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Holds programs to a share of the processors, as Lambda does by the memory setting and Fargate by the task's size: a
 * control group with a CPU quota, of version 1 or 2, where this process may make one.
 */
public final class ProcessorShare implements AutoCloseable {
    private static final Path ROOT = Path.of("/sys/fs/cgroup");
    private static final long PERIOD_MICROS = 20_000;

    private final Path group;

    private ProcessorShare(Path group) {
        this.group = group;
    }

    /**
     * @param processors 0.5 for half of one
     * @throws IOException where control groups cannot be made here: it takes Linux and root
     */
    public static ProcessorShare of(double processors) throws IOException {
        boolean second = Files.exists(ROOT.resolve("cgroup.controllers"));
        Path group = (second ? ROOT : ROOT.resolve("cpu"))
                .resolve("drh-" + ProcessHandle.current().pid() + "-" + System.nanoTime());
        Files.createDirectory(group);
        String quota = String.format(Locale.ROOT, "%d", Math.round(processors * PERIOD_MICROS));
        if (second) {
            Files.writeString(group.resolve("cpu.max"), quota + " " + PERIOD_MICROS);
        } else {
            Files.writeString(group.resolve("cpu.cfs_period_us"), Long.toString(PERIOD_MICROS));
            Files.writeString(group.resolve("cpu.cfs_quota_us"), quota);
        }
        return new ProcessorShare(group);
    }

    /** What to put before a command, so that it runs within the share. */
    public List<String> launcher() {
        return List.of(
                "sh",
                "-c",
                "echo $$ >\"$0\" && exec \"$@\"",
                group.resolve("cgroup.procs").toString());
    }

    /** Removes the group; its processes must be gone. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(group);
    }
}
