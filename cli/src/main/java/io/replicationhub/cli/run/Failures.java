package io.replicationhub.cli.run;

import com.fasterxml.jackson.core.JsonGenerator;
import io.replicationhub.cli.show.Amounts;
import io.replicationhub.cli.show.Lines;
import io.replicationhub.cli.show.Words;
import io.replicationhub.outcome.FailedTask;
import io.replicationhub.outcome.OutcomeSummary;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** The first failures with their reasons, as summaries tell them. */
final class Failures {
    private static final int SHOWN = 20;

    private Failures() {}

    static void print(PrintStream out, OutcomeSummary outcomes, boolean reported) {
        outcomes.firstFailures().stream()
                .limit(SHOWN)
                .forEach(failed ->
                        out.println("  failed  " + Lines.printable(failed.task().key()) + "  "
                                + Words.of(failed.failure().failureClass()) + ": "
                                + failed.failure().reason()));
        if (outcomes.failedObjects() > SHOWN) {
            out.println("  ... and " + Amounts.count(outcomes.failedObjects() - SHOWN)
                    + (reported ? " more in the report" : " more; --report FILE lists them all"));
        }
    }

    static void json(JsonGenerator json, List<FailedTask> failures) throws IOException {
        json.writeArrayFieldStart("failures");
        for (FailedTask failed : failures) {
            json.writeStartObject();
            json.writeStringField("key", failed.task().key().value());
            json.writeStringField("class", Words.of(failed.failure().failureClass()));
            json.writeStringField("reason", failed.failure().reason());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
