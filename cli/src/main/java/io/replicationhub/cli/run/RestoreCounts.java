package io.replicationhub.cli.run;

import com.fasterxml.jackson.core.JsonGenerator;
import io.replicationhub.cli.show.Amounts;
import io.replicationhub.cli.show.Lines;
import io.replicationhub.cli.show.SummaryJson;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.RestoreAnswer;
import io.replicationhub.plan.Amount;
import java.io.IOException;
import java.io.PrintStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** How requests for restoration were answered. Thread-safe. */
final class RestoreCounts {
    private static final int FAILURES_SHOWN = 20;

    private final Map<RestoreAnswer, Amount> answered = new EnumMap<>(RestoreAnswer.class);
    private final TreeMap<ObjectKey, String> firstFailures = new TreeMap<>();
    private long failed;

    synchronized void answered(RestoreAnswer answer, long bytes) {
        answered.merge(answer, new Amount(1, bytes), Amount::plus);
    }

    synchronized void failed(ObjectKey key, String reason) {
        failed++;
        firstFailures.put(key, reason);
        if (firstFailures.size() > FAILURES_SHOWN) {
            firstFailures.pollLastEntry();
        }
    }

    synchronized long failed() {
        return failed;
    }

    synchronized void text(PrintStream out, int days) {
        Lines.amount(out, "asked for", amount(RestoreAnswer.STARTED), "for " + Amounts.counted(days, "day"));
        Lines.amount(out, "asked for before", amount(RestoreAnswer.UNDER_WAY), "still under way");
        Lines.amount(out, "can be read", amount(RestoreAnswer.READABLE), "");
        firstFailures.forEach((key, reason) -> out.println("  failed  " + Lines.printable(key) + "  " + reason));
    }

    synchronized void json(JsonGenerator json) throws IOException {
        SummaryJson.amount(json, "started", amount(RestoreAnswer.STARTED));
        SummaryJson.amount(json, "underWay", amount(RestoreAnswer.UNDER_WAY));
        SummaryJson.amount(json, "readable", amount(RestoreAnswer.READABLE));
        json.writeNumberField("failed", failed);
    }

    private Amount amount(RestoreAnswer answer) {
        return answered.getOrDefault(answer, Amount.NONE);
    }
}
