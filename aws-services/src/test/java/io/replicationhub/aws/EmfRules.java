package io.replicationhub.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * The rules of CloudWatch User Guide, "Specification: Embedded metric format", without which CloudWatch drops a line and
 * says nothing.
 */
final class EmfRules {
    /** The units that MetricDatum knows, those that we use (CloudWatch API reference). */
    private static final Set<String> UNITS = Set.of("Count", "Bytes", "Seconds");

    private EmfRules() {}

    static JsonNode check(String line, Instant now) throws Exception {
        assertFalse(line.contains("\n"), "one event is one line");
        assertTrue(line.getBytes(StandardCharsets.UTF_8).length <= 256 << 10, "an event is at most 256 KB");
        JsonNode root = new JsonMapper().readTree(line);
        JsonNode metadata = root.get("_aws");
        assertEquals(Set.of("Timestamp", "CloudWatchMetrics"), names(metadata));
        assertTrue(metadata.get("Timestamp").isIntegralNumber());
        Instant at = Instant.ofEpochMilli(metadata.get("Timestamp").longValue());
        assertTrue(at.isAfter(now.minus(Duration.ofDays(14))) && at.isBefore(now.plus(Duration.ofHours(2))));
        for (JsonNode directive : metadata.get("CloudWatchMetrics")) {
            checkDirective(root, directive);
        }
        return root;
    }

    private static void checkDirective(JsonNode root, JsonNode directive) {
        assertEquals(Set.of("Namespace", "Dimensions", "Metrics"), names(directive));
        String namespace = directive.get("Namespace").textValue();
        assertTrue(namespace.matches("[0-9A-Za-z.\\-_/#:]{1,255}") && !namespace.startsWith("AWS/"), namespace);
        for (JsonNode dimensions : directive.get("Dimensions")) {
            assertTrue(dimensions.size() <= 30);
            for (JsonNode dimension : dimensions) {
                JsonNode value = root.get(dimension.textValue());
                assertTrue(value != null && value.isTextual(), dimension + " must name a string at the root");
                assertTrue(!value.textValue().isEmpty() && value.textValue().length() <= 1_024);
            }
        }
        JsonNode metrics = directive.get("Metrics");
        assertTrue(!metrics.isEmpty() && metrics.size() <= 100);
        Set<String> seen = new HashSet<>();
        for (JsonNode metric : metrics) {
            String name = metric.get("Name").textValue();
            assertTrue(seen.add(name), name + " is listed twice");
            assertTrue(UNITS.contains(metric.get("Unit").textValue()), metric.toString());
            JsonNode value = root.get(name);
            assertTrue(value != null && value.isNumber(), name + " must name a number at the root");
        }
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new HashSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
