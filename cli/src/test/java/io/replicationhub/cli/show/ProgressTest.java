package io.replicationhub.cli.show;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.plan.Side;
import io.replicationhub.retry.Silence;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final long MIB = 1 << 20;

    @Test
    void aLineOfACopySaysHowMuchIsDoneOfHowMuch() {
        CopyState listing = new CopyState(5_000, 1_200, 3 * MIB, false, 1_000, 2 * MIB, 1, Silences.NONE);
        assertEquals(
                "1,000 of 1,200 objects done, 2.0 MiB of 3.0 MiB, 1 failed; still listing, 5,000 compared",
                listing.line());
        CopyState listed = new CopyState(5_000, 1_200, 3 * MIB, true, 1_200, 3 * MIB, 0, Silences.NONE);
        assertEquals("1,200 of 1,200 objects done, 3.0 MiB of 3.0 MiB", listed.line());
    }

    @Test
    void aLineOfAComparisonSaysWhatWasListedAndRead() {
        assertEquals(
                "2,000 objects of the source listed, 1,999 of the destination, 1 difference",
                new ComparisonState(2_000, 1_999, 1, 0, 0, Silences.NONE).line());
        assertEquals(
                "2,000 objects of the source listed, 2,000 of the destination, 0 differences; 1,500 read, 3.0 MiB",
                new ComparisonState(2_000, 2_000, 0, 1_500, 3 * MIB, Silences.NONE).line());
    }

    @Test
    void aSideThatIsWaitedForIsNamedWithItsReason() {
        Silence refused = new Silence(Duration.ofSeconds(28), "Connection refused");
        Silences silences = Silences.of(side ->
                Stream.of(Optional.empty(), side == Side.DESTINATION ? Optional.of(refused) : Optional.empty()));
        assertEquals(
                "0 of 1 object done, 0 B of 3.0 MiB; the destination has not answered for 28.0 s: Connection refused",
                new CopyState(1, 1, 3 * MIB, true, 0, 0, 0, silences).line());
        assertEquals(
                "1 object of the source listed, 1 of the destination, 0 differences"
                        + "; the destination has not answered for 28.0 s: Connection refused",
                new ComparisonState(1, 1, 0, 0, 0, silences).line());
        String copying = drawn(
                out -> TerminalProgress.copying(out, 80, () -> new CopyState(1, 1, 3 * MIB, true, 0, 0, 0, silences)));
        assertTrue(copying.contains("destination silent for 28 s"), copying);
    }

    @Test
    void theLongestSilenceOfASideCountsAndAShortOneDoesNot() {
        Silence shorter = new Silence(Duration.ofSeconds(3), "one");
        Silence longer = new Silence(Duration.ofSeconds(4), "two");
        Silence passing = new Silence(Duration.ofMillis(1_999), "three");
        Silences silences = Silences.of(side -> side == Side.SOURCE
                ? Stream.of(Optional.of(shorter), Optional.of(longer))
                : Stream.of(Optional.of(passing)));
        assertEquals(new Silences(Optional.of(longer), Optional.empty()), silences);
    }

    @Test
    void aTerminalIsLeftWithTheLastState() {
        String comparing = drawn(
                out -> TerminalProgress.comparing(out, 110, () -> new ComparisonState(20, 19, 1, 0, 0, Silences.NONE)));
        assertTrue(comparing.contains("comparing"), comparing);
        assertTrue(comparing.contains("19 of the destination, 1 difference"), comparing);
        String copying = drawn(out -> TerminalProgress.copying(
                out, 110, () -> new CopyState(20, 10, 4 * MIB, true, 9, 3 * MIB, 1, Silences.NONE)));
        assertTrue(copying.contains("copying"), copying);
        assertTrue(copying.contains("9/10 objects, 1 failed"), copying);
    }

    /** A line that goes over the edge is not drawn over but repeated, each second. */
    @Test
    void noLineIsWiderThanTheTerminal() {
        for (int columns : List.of(80, 40, 200)) {
            String copying = drawn(out -> TerminalProgress.copying(
                    out,
                    columns,
                    () -> new CopyState(20_000, 10_000, 4 * MIB, true, 9_000, 3 * MIB, 1, Silences.NONE)));
            copying.replace('\r', '\n')
                    .lines()
                    .forEach(line -> assertTrue(line.length() < columns, () -> columns + " columns: " + line));
        }
    }

    private static String drawn(Function<PrintStream, Progress> start) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Progress progress = start.apply(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        progress.close();
        progress.close();
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
