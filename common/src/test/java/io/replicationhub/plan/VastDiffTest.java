package io.replicationhub.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.select.Selection;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory does not grow with the bucket: the diff runs in a JVM of its own that has little. */
class VastDiffTest {
    private static final int HEAP_MIB = 128;
    private static final int RESIDENT_MIB = 200;

    @TempDir
    Path folder;

    @Test
    void aMillionKeysASideFitIntoASmallHeap() throws Exception {
        runWithLittleMemory(1_000_000, 120);
    }

    @Test
    @Tag("slow")
    void tenMillionKeysASideFitIntoTheSameHeap() throws Exception {
        runWithLittleMemory(10_000_000, 600);
    }

    private void runWithLittleMemory(long keys, int seconds) throws Exception {
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + HEAP_MIB + "m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path").replace("::", File.pathSeparator),
                        Vast.class.getName(),
                        Long.toString(keys)))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly();
        }
        String text = Files.readString(output);
        assertTrue(ended, "still running: " + text);
        assertEquals(0, process.exitValue(), text);
        long resident = Long.parseLong(text.strip());
        assertTrue(resident <= RESIDENT_MIB, resident + " MiB resident");
    }

    /** Diffs and checks; prints its peak of resident MiB, or 0 where the system does not tell. */
    static final class Vast {
        private Vast() {}

        public static void main(String[] arguments) throws Exception {
            long count = Long.parseLong(arguments[0]);
            FormulaStore source = new FormulaStore(count, FormulaStore::tree, n -> n % 1009 == 0, n -> false);
            FormulaStore destination =
                    new FormulaStore(count, FormulaStore::tree, n -> n % 2003 == 1, n -> n % 3001 == 2);
            LongAdder told = new LongAdder();
            DiffSummary summary = new BucketDiff(
                            source,
                            destination,
                            Selection.EVERYTHING,
                            CompareMode.AUTO,
                            DiffTesting.settings(DiffSettings.RANGES))
                    .run(difference -> told.increment());
            long missing = 0;
            long extra = 0;
            long changed = 0;
            for (long n = 0; n < count; n++) {
                boolean from = n % 1009 != 0;
                boolean to = n % 2003 != 1;
                missing += from && !to ? 1 : 0;
                extra += to && !from ? 1 : 0;
                changed += from && to && n % 3001 == 2 ? 1 : 0;
            }
            expect(missing, summary.missing().objects());
            expect(extra, summary.extra().objects());
            expect(changed, summary.changed().objects());
            expect(missing + extra + changed, told.sum());
            System.out.println(peakResidentMib());
        }

        private static void expect(long expected, long found) {
            if (expected != found) {
                throw new AssertionError("expected " + expected + ", found " + found);
            }
        }

        private static long peakResidentMib() throws Exception {
            Path status = Path.of("/proc/self/status");
            if (!Files.exists(status)) {
                return 0;
            }
            return Files.readAllLines(status).stream()
                            .filter(line -> line.startsWith("VmHWM:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                            .orElse(0)
                    / 1024;
        }
    }
}
