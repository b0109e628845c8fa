package io.replicationhub.cli.show;

import io.replicationhub.object.ObjectKey;
import io.replicationhub.plan.Amount;
import java.io.PrintStream;
import java.util.Locale;

/** How summaries are set. */
public final class Lines {
    private Lines() {}

    public static void row(PrintStream out, String name, String text) {
        out.println(String.format(Locale.ROOT, "  %-20s %s", name, text));
    }

    public static void amount(PrintStream out, String name, Amount amount, String note) {
        row(
                out,
                name,
                String.format(Locale.ROOT, "%,12d objects %12s", amount.objects(), Amounts.bytes(amount.bytes()))
                        + (note.isEmpty() ? "" : "   " + note));
    }

    /** A key as one line of a terminal can show it: control characters as escapes, all else as it is. */
    public static String printable(ObjectKey key) {
        StringBuilder text = new StringBuilder();
        key.value().codePoints().forEach(point -> {
            if (Character.isISOControl(point) || Character.getType(point) == Character.FORMAT) {
                text.append(String.format(Locale.ROOT, "\\u%04x", point));
            } else {
                text.appendCodePoint(point);
            }
        });
        return text.toString();
    }
}
