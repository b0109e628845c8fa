package io.replicationhub.cli.show;

import java.util.Locale;

/**
 * How far a comparison is.
 *
 * @param source objects of the source listed so far
 * @param destination the same of the destination
 * @param different found to be missing, changed or too many so far
 * @param read objects whose bytes were read on both sides
 * @param bytesRead of them, counted once
 */
public record ComparisonState(long source, long destination, long different, long read, long bytesRead) {
    String line() {
        return String.format(Locale.ROOT, "%,d objects of the source listed,%s", source, besideTheBar());
    }

    String besideTheBar() {
        return String.format(
                Locale.ROOT, " %,d of the destination, %,d differences%s", destination, different, reads());
    }

    private String reads() {
        return read == 0 ? "" : String.format(Locale.ROOT, "; %,d read, %s", read, Amounts.bytes(bytesRead));
    }
}
