package io.replicationhub.cli.run;

import com.fasterxml.jackson.core.JsonGenerator;
import io.replicationhub.cli.settings.RunSettings;
import io.replicationhub.cli.show.Lines;
import io.replicationhub.plan.Amount;
import io.replicationhub.plan.DiffSummary;
import io.replicationhub.send.DeleteDecision;
import io.replicationhub.send.DeleteGuard;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;

/** What is told of objects that are only at the destination. */
record Deletes(DeleteDecision decision, Amount extra) {

    /** What a run with these settings would do. */
    static Deletes of(RunSettings settings, DiffSummary diff) {
        DeleteDecision decision = settings.deletes()
                .map(limit -> new DeleteGuard(limit).decide(diff))
                .orElse(DeleteDecision.NOT_ASKED);
        return new Deletes(decision, diff.extra());
    }

    /** How many a run deletes. */
    long objects() {
        return decision instanceof DeleteDecision.Allowed allowed
                ? allowed.extra().objects()
                : 0;
    }

    /** Why nothing may be deleted, where something was to be. */
    Optional<String> refusal() {
        return decision instanceof DeleteDecision.Refused refused ? Optional.of(refused.reason()) : Optional.empty();
    }

    /** As a plan says it. */
    void plan(PrintStream out) {
        Lines.amount(
                out, decision instanceof DeleteDecision.Allowed ? "to delete" : "only at destination", extra, note());
    }

    /** As a run says it that is over; what was deleted is counted on its own. */
    void result(PrintStream out) {
        if (!(decision instanceof DeleteDecision.Allowed)) {
            Lines.amount(out, "only at destination", extra, note());
        }
    }

    private String note() {
        if (decision instanceof DeleteDecision.Refused refused) {
            return "NOT TO BE DELETED: " + refused.reason();
        }
        return decision instanceof DeleteDecision.NotAsked && extra.objects() > 0 ? "left alone" : "";
    }

    void json(JsonGenerator json) throws IOException {
        if (decision instanceof DeleteDecision.Allowed allowed) {
            json.writeNumberField("toDelete", allowed.extra().objects());
        } else if (decision instanceof DeleteDecision.Refused refused) {
            json.writeNumberField("toDelete", 0);
            json.writeStringField("deletesRefused", refused.reason());
        }
    }
}
