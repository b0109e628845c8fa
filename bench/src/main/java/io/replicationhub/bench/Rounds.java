package io.replicationhub.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs the tools of one workload in turns: a warm-up round that is not counted, then the rounds. */
final class Rounds {
    private static final String CPU = "cpu-nanos";
    private static final String FIRST_WRITE = "first-write-millis";

    private final InstantSource clock;
    private final PrintStream progress;
    private final Path directory;

    Rounds(InstantSource clock, PrintStream progress, Path directory) {
        this.clock = clock;
        this.progress = progress;
        this.directory = directory;
    }

    /** The results of the counted rounds, in the order in which they ran. */
    List<Result> run(Workload workload, int rounds) throws IOException, InterruptedException {
        List<Result> results = new ArrayList<>();
        Files.createDirectories(directory);
        try (TestBed bed = TestBed.open(workload.bed(), directory)) {
            for (int round = 0; round <= rounds; round++) {
                for (Contestant contestant : workload.contestants()) {
                    Result result = once(workload, bed, contestant, round);
                    say(workload, result);
                    if (round > 0) {
                        results.add(result);
                    }
                }
            }
        }
        return results;
    }

    private Result once(Workload workload, TestBed bed, Contestant contestant, int round)
            throws IOException, InterruptedException {
        String bucket = "dst-" + workload.contestants().indexOf(contestant) + "-" + round;
        Lane lane = bed.fresh(bucket);
        List<String> command = contestant.command().apply(lane);
        List<Map<String, Long>> before = bed.stats();
        long began = clock.millis();
        Child.Cost cost = Child.run(command, contestant.environment(), directory, workload.limit());
        List<Map<String, Long>> after = bed.stats();
        Verification verification = bed.verify(bucket);
        bed.drop(bucket);
        String problem = cost.exit() == 0 ? verification.problem() : complaint(cost);
        long first = after.get(1).getOrDefault(FIRST_WRITE, 0L);
        return new Result(
                contestant.name(),
                round,
                cost,
                problem,
                verification.metadataKept(),
                cpuSeconds(before.get(0), after.get(0)),
                cpuSeconds(before.get(1), after.get(1)),
                requests(after),
                first == 0 ? Double.NaN : (first - began) / 1e3);
    }

    private String complaint(Child.Cost cost) throws IOException {
        String said = Files.readString(directory.resolve("child.err")).strip();
        String last = said.substring(said.lastIndexOf('\n') + 1);
        return (cost.exit() < 0 ? "over the time limit" : "exit " + cost.exit()) + ": " + last;
    }

    private static double cpuSeconds(Map<String, Long> before, Map<String, Long> after) {
        return (after.getOrDefault(CPU, 0L) - before.getOrDefault(CPU, 0L)) / 1e9;
    }

    private static Map<String, Long> requests(List<Map<String, Long>> sides) {
        Map<String, Long> sum = new TreeMap<>();
        for (Map<String, Long> side : sides) {
            side.forEach((kind, count) -> {
                if (!kind.equals(CPU) && !kind.equals(FIRST_WRITE) && !kind.startsWith("bytes-")) {
                    sum.merge(kind, count, Long::sum);
                }
            });
        }
        return sum;
    }

    private void say(Workload workload, Result result) {
        progress.printf(
                "%-8s %-8s %-24s %7.2f s  cpu %6.2f s  rss %5d MiB  servers %5.2f + %5.2f s  %s%n",
                workload.name(),
                result.round() == 0 ? "warm-up" : "round " + result.round(),
                result.tool(),
                result.cost().wallSeconds(),
                result.cost().cpuSeconds(),
                result.cost().peakKiB() >> 10,
                result.sourceCpuSeconds(),
                result.destinationCpuSeconds(),
                result.right() ? "verified" : "WRONG: " + result.verified());
    }
}
