package io.replicationhub.cli.show;

import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.plan.Difference;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.Locale;
import java.util.TreeSet;

/** The first differences in key order, for people to look at: so many and no more. Thread-safe. */
public final class Findings {
    /** What an object is called that is only at the destination, unless its printer knows better. */
    public static final String EXTRA = "extra";

    private static final int SHOWN = 20;

    /** @param number in the order found: of one key there may be many versions */
    private record Finding(ObjectKey key, long number, String kind, long size, String why) {
        String text(String extra) {
            String shown = kind.equals(EXTRA) ? extra : kind;
            return String.format(Locale.ROOT, "%-8s %10s  %s%s", shown, Amounts.bytes(size), Lines.printable(key), why);
        }

        Finding numbered(long given) {
            return new Finding(key, given, kind, size, why);
        }
    }

    private final TreeSet<Finding> first =
            new TreeSet<>(Comparator.comparing(Finding::key).thenComparingLong(Finding::number));
    private long count;

    public void add(Difference difference) {
        add(finding(difference));
    }

    public void add(ObjectKey key, String kind, long size, String why) {
        add(new Finding(key, 0, kind, size, ": " + why));
    }

    private synchronized void add(Finding finding) {
        count++;
        if (first.size() < SHOWN) {
            first.add(finding.numbered(count));
        } else if (finding.key().compareTo(first.last().key()) < 0) {
            first.pollLast();
            first.add(finding.numbered(count));
        }
    }

    public void print(PrintStream out, boolean reported) {
        print(out, reported, EXTRA);
    }

    /** @param extra what becomes of an object that is only at the destination */
    public synchronized void print(PrintStream out, boolean reported, String extra) {
        if (count == 0) {
            return;
        }
        out.println();
        first.forEach(finding -> out.println("  " + finding.text(extra)));
        if (count > first.size()) {
            out.println("  ... and " + Amounts.count(count - first.size()) + " more"
                    + (reported ? " in the report" : "; --report FILE lists them all"));
        }
    }

    private static Finding finding(Difference difference) {
        return switch (difference) {
            case Difference.Missing missing -> of(missing.source(), "missing", "");
            case Difference.Changed changed ->
                of(changed.source(), "changed", " by " + changed.why().name().toLowerCase(Locale.ROOT));
            case Difference.Archived archived ->
                of(archived.source(), "archived", " in " + archived.source().storageClass());
            case Difference.Extra only -> of(only.destination(), EXTRA, "");
        };
    }

    private static Finding of(ListedObject object, String kind, String why) {
        return new Finding(object.key(), 0, kind, object.stamp().size(), why);
    }
}
