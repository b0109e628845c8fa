package io.replicationhub.cli.show;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.ETag;
import io.replicationhub.object.FailureClass;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.outcome.SkipReason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    @Test
    void aReportThatBeginsAnewHasNothingOfTheOneBefore() throws Exception {
        Path file = folder.resolve("report");
        try (ReportFile report = ReportFile.create(file)) {
            for (int n = 0; n < 1_000; n++) {
                report.line(new ObjectKey("before" + n), "same", 1, ETag.NONE, ETag.NONE, "");
            }
            report.restart();
            report.line(new ObjectKey("k"), "same", 1, ETag.NONE, ETag.NONE, "");
        }
        assertEquals(List.of("{\"key\":\"k\",\"outcome\":\"same\",\"bytes\":1}"), Files.readAllLines(file));
    }

    @Test
    void whatAComparisonSaidIsTakenBackAndWhatBecameOfObjectsStays() throws Exception {
        Path file = folder.resolve("report");
        List<String> stay = List.of(
                "{\"key\":\"a\\nb\u2028\",\"outcome\":\"copied\",\"bytes\":1,\"reason\":\"single\"}",
                "{\"key\":\"\u65e5\\\"\",\"outcome\":\"skipped\",\"reason\":\"archived\"}",
                "{\"key\":\"same\",\"outcome\":\"failed\",\"reason\":\"denied: no\"}");
        try (ReportFile report = ReportFile.create(file)) {
            report.line(new ObjectKey("k"), "same", 1, ETag.NONE, ETag.NONE, "");
            report.line(new ObjectKey("a\nb\u2028"), "copied", 1, ETag.NONE, ETag.NONE, "single");
            report.line(new ObjectKey("c"), "skipped", 10, ETag.NONE, ETag.NONE, "archived");
            report.settled(new ObjectKey("\u65e5\""), new Outcome.Skipped(SkipReason.ARCHIVED));
            report.settled(new ObjectKey("same"), new Outcome.Failed(FailureClass.DENIED, "no"));
            report.line(new ObjectKey("l"), "same", 1, ETag.NONE, ETag.NONE, "");
            report.retractCompared();
            assertEquals(stay, Files.readAllLines(file));
            report.line(new ObjectKey("k"), "same", 2, ETag.NONE, ETag.NONE, "");
        }
        List<String> all = new ArrayList<>(stay);
        all.add("{\"key\":\"k\",\"outcome\":\"same\",\"bytes\":2}");
        assertEquals(all, Files.readAllLines(file));
    }

    /** As it is where a run is given up. */
    @Test
    void linesOfAThreadThatWasInterruptedAreWritten() throws Exception {
        Path file = folder.resolve("report");
        try (ReportFile report = ReportFile.create(file)) {
            Thread.currentThread().interrupt();
            report.line(new ObjectKey("k"), "same", 1, ETag.NONE, ETag.NONE, "");
        } finally {
            assertTrue(Thread.interrupted());
        }
        assertEquals(1, Files.readAllLines(file).size());
    }

    /** The end of a run may come while a comparison begins anew, and somebody else's lines may be in the file. */
    @Test
    void linesAreTakenBackByAThreadThatWasInterruptedToo() throws Exception {
        Path file = folder.resolve("report");
        try (ReportFile report = ReportFile.create(file)) {
            report.line(new ObjectKey("k"), "same", 1, ETag.NONE, ETag.NONE, "");
            Files.writeString(file, "of another\n", StandardOpenOption.APPEND);
            Thread.currentThread().interrupt();
            report.retractCompared();
            report.line(new ObjectKey("l"), "same", 1, ETag.NONE, ETag.NONE, "");
        } finally {
            assertTrue(Thread.interrupted());
        }
        assertEquals(
                List.of("of another", "{\"key\":\"l\",\"outcome\":\"same\",\"bytes\":1}"), Files.readAllLines(file));
    }

    /** It may be a pipe: what becomes of objects is still told. */
    @Test
    void fromWhatCannotBeShortenedNothingIsTakenBackAndTheReportGoesOn() throws Exception {
        try (ReportFile report = ReportFile.create(Path.of("/dev/null"))) {
            report.line(new ObjectKey("k"), "same", 1, ETag.NONE, ETag.NONE, "");
            report.retractCompared();
            assertEquals(Optional.empty(), report.end());
        }
    }

    @Test
    void aReportIsWrittenOver() throws Exception {
        Path file = folder.resolve("report");
        Files.writeString(file, "before\n");
        ReportFile.create(file).close();
        assertEquals(0, Files.size(file));
    }

    /** What is in the file is there whatever becomes of the process. */
    @Test
    void aLineIsInTheFileSoonThoughNoneComesAfterIt() throws Exception {
        Path file = folder.resolve("report");
        try (ReportFile report = ReportFile.create(file)) {
            report.line(new ObjectKey("k"), "same", 1, ETag.NONE, ETag.NONE, "");
            long giveUp = System.nanoTime() + LONG.toNanos();
            while (Files.size(file) == 0) {
                assertTrue(System.nanoTime() < giveUp, "it was never written");
                Thread.onSpinWait();
            }
            assertEquals(List.of("{\"key\":\"k\",\"outcome\":\"same\",\"bytes\":1}"), Files.readAllLines(file));
        }
    }
}
