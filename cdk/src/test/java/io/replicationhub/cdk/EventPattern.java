package io.replicationhub.cdk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * As much of EventBridge's event patterns as the stack uses: values, prefix, anything-but and exists. Objects in an array
 * are each looked at by themselves, so that fields are matched within one of them.
 */
record EventPattern(JsonNode pattern) {

    boolean matches(JsonNode event) {
        return matches(pattern, event);
    }

    private static boolean matches(JsonNode pattern, JsonNode event) {
        if (event.isArray()) {
            for (JsonNode each : event) {
                if (matches(pattern, each)) {
                    return true;
                }
            }
            return false;
        }
        return pattern.properties().stream().allMatch(field -> {
            JsonNode there = event.path(field.getKey());
            return field.getValue().isArray() ? anyOf(field.getValue(), there) : matches(field.getValue(), there);
        });
    }

    private static boolean anyOf(JsonNode alternatives, JsonNode value) {
        List<Boolean> each = new ArrayList<>();
        alternatives.forEach(one -> each.add(one(one, value)));
        return each.contains(true);
    }

    private static boolean one(JsonNode wanted, JsonNode value) {
        if (!wanted.isObject()) {
            return wanted.equals(value);
        }
        var operator = wanted.properties().iterator().next();
        return switch (operator.getKey()) {
            case "exists" -> operator.getValue().asBoolean() != value.isMissingNode();
            case "prefix" -> value.asText().startsWith(operator.getValue().asText());
            case "anything-but" -> !value.isMissingNode() && !anyOf(operator.getValue(), value);
            default -> throw new AssertionError("an operator that is not known here: " + operator.getKey());
        };
    }
}
