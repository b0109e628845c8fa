package io.replicationhub.cli.show;

import java.util.Locale;

/**
 * How far a replication is. The totals grow until the listing is done.
 *
 * @param objectsDone that are dealt with, however that ended
 */
public record CopyState(
        long objectsCompared,
        long objectsToCopy,
        long bytesToCopy,
        boolean listed,
        long objectsDone,
        long bytesDone,
        long failures,
        Silences silences) {

    String line() {
        return String.format(
                Locale.ROOT,
                "%,d of %s done, %s of %s%s%s%s",
                objectsDone,
                Amounts.counted(objectsToCopy, "object"),
                Amounts.bytes(bytesDone),
                Amounts.bytes(bytesToCopy),
                failures == 0 ? "" : String.format(Locale.ROOT, ", %,d failed", failures),
                listed ? "" : String.format(Locale.ROOT, "; still listing, %,d compared", objectsCompared),
                silences.line());
    }

    String besideTheBar() {
        return String.format(
                Locale.ROOT,
                "%s %,d/%s%s%s",
                silences.brief(),
                objectsDone,
                Amounts.counted(objectsToCopy, "object"),
                failures == 0 ? "" : String.format(Locale.ROOT, ", %,d failed", failures),
                listed ? "" : String.format(Locale.ROOT, ", listing (%,d)", objectsCompared));
    }
}
