package io.replicationhub.cdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.replicationhub.config.SettingsException;
import io.replicationhub.settings.JobSenderSettings;
import io.replicationhub.settings.JobWorkerSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Works out what CloudFormation makes of the plain template with a user's parameters. References to resources are their ids. */
final class Launch {
    private static final JsonNode NOTHING = TextNode.valueOf("(no value)");
    private final JsonNode template = Synthesized.plain().template();
    private final Map<String, String> values = new TreeMap<>(Map.of(
            "AWS::Partition", "aws",
            "AWS::Region", "eu-central-1",
            "AWS::AccountId", "123456789012",
            "AWS::StackName", "hub",
            "AWS::URLSuffix", "amazonaws.com"));

    private Launch(Map<String, String> given) {
        template.get("Parameters").properties().forEach(parameter -> {
            if (parameter.getValue().has("Default")) {
                values.put(
                        parameter.getKey(), parameter.getValue().get("Default").asText());
            }
        });
        values.putAll(given);
    }

    /** With the least of answers, and more. */
    static Launch least(Map<String, String> more) {
        Map<String, String> given = new HashMap<>(
                Map.of("srcBucketName", "from-here", "destBucketName", "to-there", "alarmEmail", "ops@example.com"));
        given.putAll(more);
        return new Launch(given);
    }

    /** What the JobWorker makes of its variables. */
    JobWorkerSettings worker() throws SettingsException {
        Map<String, String> environment = new HashMap<>();
        properties("JobWorker")
                .get("Environment")
                .get("Variables")
                .properties()
                .forEach(each -> environment.put(each.getKey(), each.getValue().asText()));
        return JobWorkerSettings.read(environment);
    }

    /** What the JobSender makes of its variables. */
    JobSenderSettings sender() throws SettingsException {
        Map<String, String> environment = new HashMap<>();
        properties("JobSenderTask")
                .get("ContainerDefinitions")
                .get(0)
                .get("Environment")
                .forEach(each -> environment.put(
                        each.get("Name").asText(), each.get("Value").asText()));
        return JobSenderSettings.read(environment);
    }

    /** The properties of a resource as it would be made. */
    JsonNode properties(String id) {
        return resolve(template.get("Resources").get(id).get("Properties"));
    }

    boolean has(String id) {
        JsonNode condition = template.get("Resources").get(id).get("Condition");
        return condition == null || holds(template.get("Conditions").get(condition.asText()));
    }

    /** The rules that refuse these parameters. */
    List<String> refusals() {
        List<String> refused = new ArrayList<>();
        template.get("Rules").properties().forEach(rule -> {
            JsonNode when = rule.getValue().get("RuleCondition");
            for (JsonNode assertion : rule.getValue().get("Assertions")) {
                if ((when == null || holds(when)) && !holds(assertion.get("Assert"))) {
                    refused.add(rule.getKey());
                }
            }
        });
        return refused;
    }

    private JsonNode resolve(JsonNode node) {
        if (node.isObject() && node.size() == 1) {
            String function = node.fieldNames().next();
            JsonNode argument = node.get(function);
            switch (function) {
                case "Ref":
                    return argument.asText().equals("AWS::NoValue") ? NOTHING : text(argument.asText());
                case "Fn::GetAtt":
                    return TextNode.valueOf(
                            argument.get(0).asText() + '.' + argument.get(1).asText());
                case "Fn::If":
                    return resolve(argument.get(
                            holds(template.get("Conditions").get(argument.get(0).asText())) ? 1 : 2));
                case "Fn::Join":
                    List<String> parts = new ArrayList<>();
                    resolve(argument.get(1)).forEach(part -> parts.add(part.asText()));
                    return TextNode.valueOf(String.join(argument.get(0).asText(), parts));
                case "Fn::Split":
                    ArrayNode split = Synthesized.JSON.createArrayNode();
                    for (String part : resolve(argument.get(1))
                            .asText()
                            .split(Pattern.quote(argument.get(0).asText()), -1)) {
                        split.add(part);
                    }
                    return split;
                case "Fn::Select":
                    return resolve(argument.get(1)).get(argument.get(0).asInt());
                default:
            }
        }
        if (node.isObject()) {
            ObjectNode made = Synthesized.JSON.createObjectNode();
            node.properties().forEach(each -> {
                JsonNode value = resolve(each.getValue());
                if (value != NOTHING) {
                    made.set(each.getKey(), value);
                }
            });
            return made;
        }
        if (node.isArray()) {
            ArrayNode made = Synthesized.JSON.createArrayNode();
            node.forEach(each -> {
                JsonNode value = resolve(each);
                if (value != NOTHING) {
                    made.add(value);
                }
            });
            return made;
        }
        return node;
    }

    private JsonNode text(String name) {
        return TextNode.valueOf(values.getOrDefault(name, name));
    }

    private boolean holds(JsonNode condition) {
        String function = condition.fieldNames().next();
        JsonNode parts = condition.get(function);
        return switch (function) {
            case "Fn::Equals" ->
                resolve(parts.get(0)).asText().equals(resolve(parts.get(1)).asText());
            case "Fn::Not" -> !holds(parts.get(0));
            case "Fn::And" -> parts.valueStream().allMatch(this::holds);
            case "Fn::Or" -> parts.valueStream().anyMatch(this::holds);
            case "Fn::Contains" ->
                parts.get(0)
                        .valueStream()
                        .anyMatch(
                                one -> one.asText().equals(resolve(parts.get(1)).asText()));
            case "Condition" -> holds(template.get("Conditions").get(parts.asText()));
            default -> throw new AssertionError(function);
        };
    }
}
