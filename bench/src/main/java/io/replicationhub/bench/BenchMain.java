package io.replicationhub.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Measures {@code drh} beside its peers: {@code bench/run [W1 W2 …] [--rounds N] [--quick] [--only TOOL,…]}. Tools that
 * are not there are left out, and it says so. Exit code 1 where a run went wrong.
 */
public final class BenchMain {
    private static final int QUICK_DIVISOR = 10;

    private BenchMain() {}

    public static void main(String[] given) throws IOException, InterruptedException {
        Arguments arguments = Arguments.parse(given, Set.of("--quick"));
        boolean quick = arguments.has("--quick");
        int rounds = (int) arguments.number("--rounds", quick ? 2 : 5);
        Path root =
                Path.of(System.getProperty("bench.root", ".")).toAbsolutePath().normalize();
        Path target = root.resolve("bench/target/results");
        Files.createDirectories(target);
        Tools tools = new Tools(root, target.resolve("hosts"));
        List<Workload> chosen = new ArrayList<>();
        List<Workload> all = new Workloads(tools, quick ? QUICK_DIVISOR : 1).all();
        for (Workload workload : all) {
            if (arguments.words().isEmpty() || arguments.words().contains(workload.name())) {
                chosen.add(workload);
            }
        }
        List<String> names = all.stream().map(Workload::name).toList();
        for (String word : arguments.words()) {
            if (!names.contains(word)) {
                System.err.println("bench: no workload " + word + "; there are " + String.join(" ", names));
                System.exit(2);
            }
        }
        Presence presence = Presence.find(
                root, List.of(arguments.text("--only", "drh,rclone,relay").split(",", -1)));
        presence.missing().forEach(System.out::println);
        // A runner that is ended takes what it started with it.
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroy), "end-children"));
        Path markdown = target.resolve("results.md");
        Path json = target.resolve("results.json");
        String about = presence.describe() + (quick ? "A tenth of every workload (--quick).\n\n" : "");
        Files.writeString(markdown, about);
        Files.writeString(json, "");
        System.out.print(about);
        Rounds runner = new Rounds(InstantSource.system(), System.out, target.resolve("work"));
        boolean right = true;
        for (Workload workload : chosen) {
            Workload present = presence.only(workload);
            if (present.contestants().isEmpty()) {
                continue;
            }
            List<Result> results;
            try {
                results = runner.run(present, rounds);
            } catch (IOException broken) {
                System.out.println("bench: " + workload.name() + " could not be measured: " + broken);
                right = false;
                continue;
            }
            Report report = new Report(present, results);
            System.out.println();
            System.out.print(report.markdown());
            Files.writeString(markdown, report.markdown(), java.nio.file.StandardOpenOption.APPEND);
            Files.writeString(json, report.json(), java.nio.file.StandardOpenOption.APPEND);
            right &= results.stream().allMatch(Result::right);
        }
        System.out.println("bench: " + markdown + " and " + json);
        System.exit(right ? 0 : 1);
    }
}
