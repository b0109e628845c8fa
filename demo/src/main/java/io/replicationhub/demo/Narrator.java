package io.replicationhub.demo;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Prints the demo's steps, each with its time, and what moves while one waits. For one thread. */
final class Narrator {
    private static final int BAR = 40;

    private final PrintStream out;
    private final LongSupplier nanos;
    private final boolean terminal;
    private final long start;
    private String step = "";
    private long begun;
    private int number;
    private int shownTenths = -1;

    Narrator(PrintStream out, LongSupplier nanos, boolean terminal) {
        this.out = out;
        this.nanos = nanos;
        this.terminal = terminal;
        this.start = nanos.getAsLong();
    }

    void title(String text) {
        out.println(text);
        out.println();
    }

    void begin(String name) {
        step = name;
        begun = nanos.getAsLong();
        number++;
        shownTenths = -1;
        if (terminal) {
            out.print(heading() + "...");
            out.flush();
        }
    }

    /** A bar on a terminal; elsewhere a line at each third of the way. */
    void progress(long done, long all) {
        int tenths = all == 0 ? 0 : (int) Math.min(10, 10 * done / all);
        if (terminal) {
            int filled = all == 0 ? 0 : (int) Math.min(BAR, BAR * done / all);
            out.print("\r\033[K" + heading() + "[" + "=".repeat(filled) + " ".repeat(BAR - filled) + "] "
                    + String.format(Locale.ROOT, "%,d/%,d", done, all));
            out.flush();
        } else if (tenths != shownTenths && tenths % 3 == 0 && tenths > 0) {
            out.println(heading() + String.format(Locale.ROOT, "... %,d of %,d", done, all));
        }
        shownTenths = tenths;
    }

    void end(String result) {
        if (terminal) {
            out.print("\r\033[K");
        }
        out.println(heading() + result + "  (" + seconds(nanos.getAsLong() - begun) + ")");
    }

    void detail(String text) {
        out.println("                        " + text);
    }

    boolean verdict(boolean good) {
        out.println();
        out.println(
                good
                        ? "All as it should be, in " + seconds(nanos.getAsLong() - start)
                                + ". Next: ./drh replicate --help"
                        : "Something is NOT as it should be: see above.");
        return good;
    }

    private String heading() {
        return String.format(Locale.ROOT, "%2d. %-19s ", number, step);
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
    }
}
