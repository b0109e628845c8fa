package io.replicationhub.aws;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.replicationhub.metrics.Metric;
import io.replicationhub.object.FailureClass;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;

/**
 * One line in CloudWatch's embedded metric format. Source: CloudWatch User Guide, "Specification: Embedded metric
 * format": at most 100 metrics a directive, values are numbers at the root, dimension values strings of at most 1,024
 * characters. Members that the directive does not name are properties, which Logs Insights can search.
 */
final class EmfLine {
    private static final int DIMENSION_CHARS_MOST = 1_024;

    private final JsonFactory json = new JsonFactory();
    private final String stack;

    EmfLine(String stack) {
        if (stack.isBlank() || stack.length() > DIMENSION_CHARS_MOST) {
            throw new IllegalArgumentException("the name of a stack has 1 to 1,024 characters, not " + stack.length());
        }
        this.stack = stack;
    }

    String write(Instant at, Map<Metric, Long> values, Map<FailureClass, Long> failures) {
        var text = new StringWriter(512);
        try (JsonGenerator out = json.createGenerator(text)) {
            out.writeStartObject();
            directive(out, at, values);
            out.writeStringField(Metric.DIMENSION, stack);
            for (var value : values.entrySet()) {
                out.writeNumberField(value.getKey().metricName(), value.getValue());
            }
            if (!failures.isEmpty()) {
                out.writeObjectFieldStart("FailedByClass");
                for (var failure : failures.entrySet()) {
                    out.writeNumberField(failure.getKey().name(), failure.getValue());
                }
                out.writeEndObject();
            }
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void directive(JsonGenerator out, Instant at, Map<Metric, Long> values) throws IOException {
        out.writeObjectFieldStart("_aws");
        out.writeNumberField("Timestamp", at.toEpochMilli());
        out.writeArrayFieldStart("CloudWatchMetrics");
        out.writeStartObject();
        out.writeStringField("Namespace", Metric.NAMESPACE);
        out.writeArrayFieldStart("Dimensions");
        out.writeArray(new String[] {Metric.DIMENSION}, 0, 1);
        out.writeEndArray();
        out.writeArrayFieldStart("Metrics");
        for (Metric metric : values.keySet()) {
            out.writeStartObject();
            out.writeStringField("Name", metric.metricName());
            out.writeStringField("Unit", metric.unit().symbol());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
        out.writeEndArray();
        out.writeEndObject();
    }
}
