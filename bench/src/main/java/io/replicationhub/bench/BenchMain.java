package io.replicationhub.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;

/**
 * Measures {@code drh} beside its peers; usage.txt says how it is called. Peers that are not there are left out, and it
 * says so. Exit code 1 where a run went wrong or drh does not start, 2 where an argument did or nothing was measured.
 */
public final class BenchMain {
    private static final int QUICK_DIVISOR = 10;

    private BenchMain() {}

    public static void main(String[] given) throws IOException, InterruptedException {
        System.exit(run(given, System.out, System.err));
    }

    /** The exit code. */
    static int run(String[] given, PrintStream out, PrintStream err) throws IOException, InterruptedException {
        Path root =
                Path.of(System.getProperty("bench.root", ".")).toAbsolutePath().normalize();
        Path target = root.resolve("bench/target/results");
        Tools tools = new Tools(root, target.resolve("hosts"));
        List<String> names =
                new Workloads(tools, 1).all().stream().map(Workload::name).toList();
        BenchOptions options;
        try {
            options = BenchOptions.parse(List.of(given), names);
        } catch (BadArguments e) {
            e.faults().forEach(fault -> err.println("bench: " + fault));
            err.println("bench: see bench/run --help");
            return 2;
        }
        if (options.help()) {
            out.print(usage());
            return 0;
        }
        return measure(options, Presence.find(root, options.tools()), target, tools, out);
    }

    /** The exit code. */
    static int measure(BenchOptions options, Presence presence, Path target, Tools tools, PrintStream out)
            throws IOException, InterruptedException {
        presence.missing().forEach(out::println);
        // Figures of its peers alone would look as if all had gone well.
        if (options.tools().contains("drh") && !presence.tools().contains("drh")) {
            return 1;
        }
        Files.createDirectories(target);
        // A runner that is ended takes what it started with it.
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroy), "end-children"));
        Path markdown = target.resolve("results.md");
        Path json = target.resolve("results.json");
        String about = presence.describe() + (options.quick() ? "A tenth of every workload (--quick).\n\n" : "");
        Files.writeString(markdown, about);
        Files.writeString(json, "");
        out.print(about);
        Rounds runner = new Rounds(InstantSource.system(), out, target.resolve("work"));
        boolean right = true;
        boolean tried = false;
        for (Workload workload : new Workloads(tools, options.quick() ? QUICK_DIVISOR : 1).all()) {
            Workload present = presence.only(workload);
            if (!options.wants(workload) || present.contestants().isEmpty()) {
                continue;
            }
            tried = true;
            List<Result> results;
            try {
                results = runner.run(present, options.rounds());
            } catch (IOException broken) {
                out.println("bench: " + workload.name() + " could not be measured: " + broken);
                right = false;
                continue;
            }
            Report report = new Report(present, results);
            out.println();
            out.print(report.markdown());
            Files.writeString(markdown, report.markdown(), StandardOpenOption.APPEND);
            Files.writeString(json, report.json(), StandardOpenOption.APPEND);
            right &= results.stream().allMatch(Result::right);
        }
        if (!tried) {
            out.println("bench: nothing to run with: no tool of these workloads is here");
            return 2;
        }
        out.println("bench: " + markdown + " and " + json);
        return right ? 0 : 1;
    }

    private static String usage() throws IOException {
        try (InputStream text =
                Objects.requireNonNull(BenchMain.class.getResourceAsStream("usage.txt"), "usage.txt is not there")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
