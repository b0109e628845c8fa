package io.replicationhub.cli.show;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.replicationhub.plan.Amount;
import io.replicationhub.plan.DiffSummary;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;

/** Summaries for programs. Field names are part of the contract. */
public final class SummaryJson {
    private SummaryJson() {}

    /** What stands in a document. */
    public interface Fields {
        public void write(JsonGenerator json) throws IOException;
    }

    /** Writes one document and a line end; the stream stays open. */
    public static void write(PrintStream out, Fields fields) throws IOException {
        try (JsonGenerator json = new JsonFactory()
                .createGenerator(out)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .useDefaultPrettyPrinter()) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        }
        out.println();
    }

    /** How a run ended. */
    public static void end(JsonGenerator json, int exitCode, Optional<String> trouble) throws IOException {
        json.writeNumberField("exitCode", exitCode);
        json.writeBooleanField("complete", trouble.isEmpty());
        if (trouble.isPresent()) {
            json.writeStringField("trouble", trouble.get());
        }
    }

    public static void diff(JsonGenerator json, DiffSummary summary) throws IOException {
        amount(json, "source", summary.source());
        amount(json, "destination", summary.destination());
        amount(json, "same", summary.same());
        amount(json, "missing", summary.missing());
        amount(json, "changed", summary.changed());
        amount(json, "archived", summary.archived());
        amount(json, "extra", summary.extra());
        amount(json, "filtered", summary.filtered());
    }

    public static void amount(JsonGenerator json, String name, Amount amount) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("objects", amount.objects());
        json.writeNumberField("bytes", amount.bytes());
        json.writeEndObject();
    }

    /** How often each of them, by name. */
    public static void counts(JsonGenerator json, String name, Map<? extends Enum<?>, Long> counts) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<? extends Enum<?>, Long> count : counts.entrySet()) {
            json.writeNumberField(Words.of(count.getKey()), count.getValue());
        }
        json.writeEndObject();
    }
}
