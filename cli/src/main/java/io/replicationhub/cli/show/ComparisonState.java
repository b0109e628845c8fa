package io.replicationhub.cli.show;

import java.util.Locale;

/**
 * How far a comparison is.
 *
 * @param source objects of the source listed so far
 * @param destination the same of the destination
 * @param different found to be missing, changed or too many so far
 * @param read objects whose bytes were read on both sides
 * @param bytesRead of them and of those that are being read, counted once
 * @param silences what it waits for
 */
public record ComparisonState(
        long source, long destination, long different, long read, long bytesRead, Silences silences) {
    String line() {
        return Amounts.counted(source, "object") + " of the source listed," + counts() + silences.line();
    }

    String besideTheBar() {
        return silences.brief() + counts();
    }

    private String counts() {
        return String.format(
                Locale.ROOT,
                " %,d of the destination, %s%s",
                destination,
                Amounts.counted(different, "difference"),
                reads());
    }

    private String reads() {
        return read + bytesRead == 0
                ? ""
                : String.format(Locale.ROOT, "; %,d read, %s", read, Amounts.bytes(bytesRead));
    }
}
