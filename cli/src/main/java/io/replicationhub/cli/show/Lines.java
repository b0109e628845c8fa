package io.replicationhub.cli.show;

import io.replicationhub.object.ObjectKey;
import io.replicationhub.outcome.OutcomeSummary;
import io.replicationhub.plan.Amount;
import io.replicationhub.plan.DiffSummary;
import java.io.PrintStream;
import java.util.Locale;

/** How summaries are set. */
public final class Lines {
    private Lines() {}

    public static void row(PrintStream out, String name, String text) {
        out.println(String.format(Locale.ROOT, "  %-20s %s", name, text));
    }

    public static void amount(PrintStream out, String name, Amount amount, String note) {
        row(out, name, column(amount) + beside(note));
    }

    /** Objects and their bytes, so that both stand below those of other rows. */
    private static String column(Amount amount) {
        return String.format(Locale.ROOT, "%s %12s", column(amount.objects(), "object"), Amounts.bytes(amount.bytes()));
    }

    /** What to say beside the source's objects: they add up with those that were left out. */
    public static String filtered(DiffSummary summary) {
        long filtered = summary.filtered().objects();
        return filtered == 0 ? "" : Amounts.count(filtered) + " of them not selected";
    }

    /** So many of what is counted; the note stands below those of other rows. */
    public static void counted(PrintStream out, String name, long count, String noun, String note) {
        row(out, name, (column(count, noun) + beside(note)).stripTrailing());
    }

    /** What the copies of a run were made without. */
    public static void losses(PrintStream out, OutcomeSummary outcomes, String noun, boolean reported) {
        String note = " that the destination cannot hold" + (reported ? "" : "; --report FILE lists them all");
        outcomes.lost().forEach((trait, count) -> counted(out, "of them without", count, noun, Words.of(trait) + note));
    }

    private static String column(long count, String noun) {
        // As wide for one as for many.
        return String.format(Locale.ROOT, "%,12d %-" + (noun.length() + 1) + "s", count, Amounts.plural(count, noun));
    }

    private static String beside(String note) {
        return note.isEmpty() ? "" : "   " + note;
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
