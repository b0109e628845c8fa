package io.replicationhub.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs one command to its end or its time limit and says what it took. CPU is user and system time of the process and
 * all that it waited for, by GNU's {@code /usr/bin/time} or, where that is missing, by bash; the peak of resident memory is the
 * largest process's, by {@code /usr/bin/time} or by looking at {@code VmHWM}.
 */
final class Child {
    private static final Path GNU_TIME = Path.of("/usr/bin/time");
    /** Elsewhere the program of that name is BSD's, which takes no format. */
    private static final boolean HAS_GNU_TIME = isGnu(System.getProperty("os.name"), GNU_TIME);

    private Child() {}

    /** What one run took. {@code exit} is -1 where the time limit ended it. */
    record Cost(int exit, double wallSeconds, double cpuSeconds, long peakKiB) {}

    static Cost run(List<String> command, Map<String, String> environment, Path directory, Duration limit)
            throws IOException, InterruptedException {
        Path figures = directory.resolve("child.time");
        Files.deleteIfExists(figures);
        ProcessBuilder builder = new ProcessBuilder(wrapped(command, figures))
                .redirectOutput(directory.resolve("child.out").toFile())
                .redirectError(directory.resolve("child.err").toFile());
        environment.forEach((name, value) -> {
            if (value.isEmpty()) {
                builder.environment().remove(name);
            } else {
                builder.environment().put(name, value);
            }
        });
        long began = System.nanoTime();
        Process process = builder.start();
        process.getOutputStream().close();
        long peak = watch(process, began + limit.toNanos());
        double wall = (System.nanoTime() - began) / 1e9;
        if (process.isAlive()) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            process.waitFor(5, TimeUnit.SECONDS);
            return new Cost(-1, wall, Double.NaN, peak);
        }
        String[] words =
                Files.readString(figures).strip().lines().toList().getLast().split(" ", -1);
        double cpu = Double.parseDouble(words[0]) + Double.parseDouble(words[1]);
        long measured = words.length > 2 ? Long.parseLong(words[2]) : peak;
        return new Cost(process.exitValue(), wall, cpu, measured);
    }

    static boolean isGnu(String system, Path time) {
        return system.equals("Linux") && Files.isExecutable(time);
    }

    private static List<String> wrapped(List<String> command, Path figures) {
        List<String> wrapped = new ArrayList<>();
        if (HAS_GNU_TIME) {
            wrapped.addAll(List.of(GNU_TIME.toString(), "-f", "%U %S %M", "-o", figures.toString()));
        } else {
            String script = "exec 3>&2; TIMEFORMAT='%U %S'; { time \"$@\" 2>&3; } 2>\"$FIGURES\"";
            wrapped.addAll(List.of("env", "FIGURES=" + figures, "bash", "-c", script, "bash"));
        }
        wrapped.addAll(command);
        return wrapped;
    }

    /** Waits for the end or the deadline; returns the largest VmHWM seen where nobody else measures it. */
    private static long watch(Process process, long deadline) throws InterruptedException {
        boolean measured = HAS_GNU_TIME;
        long peak = 0;
        while (System.nanoTime() < deadline) {
            long left = Math.max(1, (deadline - System.nanoTime()) / 1_000_000);
            if (process.waitFor(measured ? left : Math.min(left, 50), TimeUnit.MILLISECONDS)) {
                return peak;
            }
            if (!measured) {
                for (ProcessHandle handle : process.descendants().toList()) {
                    peak = Math.max(peak, highWater(handle.pid()));
                }
            }
        }
        return peak;
    }

    private static long highWater(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
                if (line.startsWith("VmHWM:")) {
                    return Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
        } catch (IOException gone) {
            return 0;
        }
        return 0;
    }
}
