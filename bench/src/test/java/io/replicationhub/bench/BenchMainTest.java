package io.replicationhub.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line of the benchmarks: nothing is measured here. */
class BenchMainTest {
    private static final List<Workload> WORKLOADS =
            new Workloads(new Tools(Path.of("nowhere"), Path.of("nowhere")), 1).all();
    private static final List<String> NAMES =
            WORKLOADS.stream().map(Workload::name).toList();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            W9               | there is no workload 'W9'; there are W1, W1s
            w1               | there is no workload 'w1'
            --rounds         | --rounds must be a number from 1 to 1000; it has no value
            --rounds --quick | --rounds must be a number from 1 to 1000; it has no value
            --rounds many    | --rounds must be a number from 1 to 1000 (was many)
            --rounds 0       | --rounds must be a number from 1 to 1000 (was 0)
            --rounds -3      | --rounds must be a number
            --rounds=1001    | --rounds must be a number from 1 to 1000 (was 1001)
            --only           | --only must be a list of drh, rclone, relay; it has no value
            --only drh,rsync | --only must be a list of drh, rclone, relay (was drh,rsync)
            --only drh,      | --only must be a list
            --fast           | --fast is no option
            --fast=2         | --fast is no option
            -q               | -q is no option
            --quick=yes      | --quick takes no value (was yes)
            """)
    void anArgumentThatCannotBeIsOneSentenceAndExitCode2(String arguments, String sentence) throws Exception {
        assertEquals(2, run(arguments.split(" ", -1)));
        assertTrue(said(err).startsWith("bench: " + sentence), said(err));
        assertTrue(said(err).endsWith("bench: see bench/run --help\n"), said(err));
        assertEquals("", said(out));
    }

    @Test
    void allFaultsAreToldTogether() throws Exception {
        assertEquals(2, run("W9", "W1", "--only=x", "--fast", "--rounds", "0"));
        assertEquals(5, said(err).lines().count(), said(err));
    }

    @Test
    void theUsageNamesEveryWorkload() throws Exception {
        assertEquals(0, run("--help"));
        for (Workload workload : WORKLOADS) {
            assertTrue(
                    said(out).contains(String.format("%n  %-8s %s%n", workload.name(), workload.title())),
                    () -> workload.name() + " is not told in\n" + said(out));
        }
        assertEquals("", said(err));
    }

    /** Nothing is built for it, and no JDK looked for. */
    @Test
    void theScriptPrintsTheSameUsageByItself() throws Exception {
        assertEquals(0, run("W1", "-h"));
        for (String help : List.of("--help", "-h")) {
            var builder =
                    new ProcessBuilder("bash", Path.of("run").toAbsolutePath().toString(), "W1", help);
            builder.environment().put("DRH_JAVA_HOME", "/nowhere");
            builder.environment().put("BENCH_BUILD", "never");
            Process script = builder.redirectErrorStream(true).start();
            assertEquals(said(out), new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            assertTrue(script.waitFor(20, TimeUnit.SECONDS));
            assertEquals(0, script.exitValue());
        }
    }

    @Test
    void theScriptRefusesAJdkThatIsTooOld(@TempDir Path folder) throws Exception {
        Path java = Files.createDirectories(folder.resolve("bin")).resolve("java");
        Files.writeString(java, "");
        assertTrue(java.toFile().setExecutable(true));
        Files.writeString(folder.resolve("release"), "JAVA_VERSION=\"17.0.9\"\n");
        var builder = new ProcessBuilder("bash", Path.of("run").toAbsolutePath().toString(), "W1");
        builder.environment().put("DRH_JAVA_HOME", folder.toString());
        builder.environment().put("BENCH_BUILD", "never");
        Process script = builder.redirectErrorStream(true).start();
        String told = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(told.contains("a JDK 17; drh needs one from 21 up"), told);
        assertEquals(2, script.waitFor());
    }

    @Test
    void whatIsSaidIsUnderstood() throws Exception {
        assertEquals(
                new BenchOptions(Set.of("W1", "sources"), 7, true, List.of("drh", "relay"), false),
                parse("W1", "--rounds", "7", "sources", "--quick", "--only=drh,relay", "W1"));
        assertEquals(new BenchOptions(Set.of(), 5, false, List.of("drh", "rclone", "relay"), false), parse());
        assertEquals(2, parse("--quick").rounds());
        assertEquals(
                3,
                assertThrows(BadArguments.class, () -> parse("x", "y", "-z"))
                        .faults()
                        .size());
    }

    /** Here there is none: the launcher is one folder above. */
    @ParameterizedTest
    @CsvSource({"W1 --quick", "W1 --quick --only drh,relay"})
    void whereDrhDoesNotStartNothingIsMeasuredBesideIt(String arguments) throws Exception {
        assertEquals(1, run(arguments.split(" ", -1)));
        assertTrue(said(out).contains("bench: drh does not start (./drh --version): "), said(out));
        assertTrue(said(out).contains("No such file"), said(out));
    }

    @Test
    void withNothingToRunWithTheExitCodeIs2(@TempDir Path folder) throws Exception {
        var nobody = new Presence(List.of(), List.of("bench: rclone is left out"), "", "");
        PrintStream to = new PrintStream(out, true, StandardCharsets.UTF_8);
        assertEquals(2, BenchMain.measure(parse("--only", "rclone"), nobody, folder, new Tools(folder, folder), to));
        assertTrue(said(out).contains("bench: rclone is left out"), said(out));
        assertTrue(said(out).contains("bench: nothing to run with"), said(out));
        var relay = new Presence(List.of("relay"), List.of(), "", "");
        BenchOptions withoutRelay = parse("W5f", "--only", "relay");
        assertEquals(2, BenchMain.measure(withoutRelay, relay, folder, new Tools(folder, folder), to));
    }

    /** What is better for flat keys is not for a tree. */
    @ParameterizedTest
    @CsvSource({"W5f", "W5t", "W5first"})
    void whereListingsCountRcloneIsGivenBothWays(String name) {
        Workload workload = WORKLOADS.get(NAMES.indexOf(name));
        List<String> tools =
                workload.contestants().stream().map(Contestant::name).toList();
        assertTrue(tools.containsAll(List.of("drh", "rclone tuned, 64", "rclone by directory, 64")), tools::toString);
    }

    private static BenchOptions parse(String... given) throws BadArguments {
        return BenchOptions.parse(List.of(given), NAMES);
    }

    private int run(String... given) throws Exception {
        return BenchMain.run(
                given,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private static String said(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
