package io.replicationhub.cli.show;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them. */
public final class Amounts {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

    private Amounts() {}

    /** {@code 1.5 GiB}; exact below 1 KiB. */
    public static String bytes(long bytes) {
        double amount = bytes;
        int unit = 0;
        while (amount >= 1024 && unit < UNITS.length - 1) {
            amount /= 1024;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", amount, UNITS[unit]);
    }

    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** {@code 1 object} or {@code 2,000 objects}: what is counted takes an s where it is not one. */
    public static String counted(long count, String noun) {
        return count(count) + " " + plural(count, noun);
    }

    static String plural(long count, String noun) {
        return count == 1 ? noun : noun + "s";
    }

    /** {@code 850 ms}, {@code 12.3 s}, {@code 4 min 10 s}, {@code 3 h 20 min} or {@code 14 d 0 h}. */
    public static String time(Duration time) {
        if (time.toMillis() < 1_000) {
            return time.toMillis() + " ms";
        }
        if (time.toSeconds() < 60) {
            return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
        }
        if (time.toHours() == 0) {
            return time.toMinutes() + " min " + time.toSecondsPart() + " s";
        }
        return time.toHours() < 48
                ? time.toHours() + " h " + time.toMinutesPart() + " min"
                : time.toDays() + " d " + time.toHoursPart() + " h";
    }

    public static String dollars(double amount) {
        return amount == 0 ? "$0" : amount < 0.01 ? "less than $0.01" : String.format(Locale.ROOT, "$%,.2f", amount);
    }
}
