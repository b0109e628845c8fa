package io.replicationhub.cli.show;

import io.replicationhub.object.ObjectKey;
import io.replicationhub.plan.Difference;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.Locale;
import java.util.TreeSet;

/** The first differences in key order, for people to look at: so many and no more. Thread-safe. */
public final class Findings {
    private static final int SHOWN = 20;

    private record Finding(ObjectKey key, String text) {}

    private final String extra;
    private final TreeSet<Finding> first = new TreeSet<>(Comparator.comparing(Finding::key));
    private long count;

    /** @param extra what an object is called that is only at the destination */
    public Findings(String extra) {
        this.extra = extra;
    }

    public void add(Difference difference) {
        add(finding(difference));
    }

    public void add(ObjectKey key, String kind, long size, String why) {
        add(new Finding(key, line(kind, key, size, ": " + why)));
    }

    private synchronized void add(Finding finding) {
        count++;
        if (first.size() < SHOWN) {
            first.add(finding);
        } else if (finding.key().compareTo(first.last().key()) < 0) {
            first.pollLast();
            first.add(finding);
        }
    }

    public synchronized void print(PrintStream out, boolean reported) {
        if (count == 0) {
            return;
        }
        out.println();
        first.forEach(finding -> out.println("  " + finding.text()));
        if (count > first.size()) {
            out.println("  ... and " + Amounts.count(count - first.size()) + " more"
                    + (reported ? " in the report" : "; --report FILE lists them all"));
        }
    }

    private Finding finding(Difference difference) {
        return switch (difference) {
            case Difference.Missing missing ->
                new Finding(
                        missing.source().key(),
                        line(
                                "missing",
                                missing.source().key(),
                                missing.source().stamp().size(),
                                ""));
            case Difference.Changed changed ->
                new Finding(
                        changed.source().key(),
                        line(
                                "changed",
                                changed.source().key(),
                                changed.source().stamp().size(),
                                " by " + changed.why().name().toLowerCase(Locale.ROOT)));
            case Difference.Archived archived ->
                new Finding(
                        archived.source().key(),
                        line(
                                "archived",
                                archived.source().key(),
                                archived.source().stamp().size(),
                                " in " + archived.source().storageClass()));
            case Difference.Extra only ->
                new Finding(
                        only.destination().key(),
                        line(
                                extra,
                                only.destination().key(),
                                only.destination().stamp().size(),
                                ""));
        };
    }

    private static String line(String kind, ObjectKey key, long size, String why) {
        return String.format(Locale.ROOT, "%-8s %10s  %s%s", kind, Amounts.bytes(size), Lines.printable(key), why);
    }
}
