package io.replicationhub.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The template as it is published, made fit for an emulator: filled in, and without what that cannot make. */
final class PlainTemplate {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode root;

    private PlainTemplate(ObjectNode root) {
        this.root = root;
    }

    /**
     * @param placeholders what stands between double percent signs, and its value
     * @throws IllegalArgumentException where it is no template
     */
    static PlainTemplate read(String text, Map<String, String> placeholders) {
        String filled = text;
        for (Map.Entry<String, String> placeholder : placeholders.entrySet()) {
            filled = filled.replace("%%" + placeholder.getKey() + "%%", placeholder.getValue());
        }
        try {
            if (JSON.readTree(filled) instanceof ObjectNode root && root.path("Resources") instanceof ObjectNode) {
                return new PlainTemplate(root);
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON: " + e.getOriginalMessage(), e);
        }
        throw new IllegalArgumentException("no template: it has no Resources");
    }

    /** Takes out resources whose type begins so, and outputs that speak of them; gives what was taken, {@code id (type)}. */
    List<String> leaveOut(List<String> types) {
        Set<String> gone = new HashSet<>();
        List<String> told = new ArrayList<>();
        resources().properties().forEach(resource -> {
            String type = resource.getValue().path("Type").asText();
            if (types.stream().anyMatch(type::startsWith)) {
                gone.add(resource.getKey());
                told.add(resource.getKey() + " (" + type + ")");
            }
        });
        resources().remove(gone);
        resources().forEach(resource -> {
            forget(gone, (ObjectNode) resource);
            unname(gone, resource);
        });
        if (root.path("Outputs") instanceof ObjectNode outputs) {
            Set<String> speaking = new HashSet<>();
            outputs.properties().forEach(output -> {
                if (gone.stream().anyMatch(id -> speaksOf(id, output.getValue()))) {
                    speaking.add(output.getKey());
                }
            });
            outputs.remove(speaking);
        }
        return told;
    }

    /** The names of its parameters. */
    Set<String> parameters() {
        Set<String> names = new TreeSet<>();
        root.path("Parameters").fieldNames().forEachRemaining(names::add);
        return names;
    }

    String text() {
        return root.toString();
    }

    private ObjectNode resources() {
        return (ObjectNode) root.path("Resources");
    }

    private static void forget(Set<String> gone, ObjectNode resource) {
        JsonNode before = resource.path("DependsOn");
        if (before.isTextual() && gone.contains(before.asText())) {
            resource.remove("DependsOn");
        } else if (before instanceof ArrayNode several) {
            for (Iterator<JsonNode> each = several.iterator(); each.hasNext(); ) {
                if (gone.contains(each.next().asText())) {
                    each.remove();
                }
            }
        }
    }

    /** Puts a text where a resource that is gone is referred to: policies name it, and nothing else needs it. */
    private static void unname(Set<String> gone, JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(property -> {
                Optional<String> named = named(property.getValue()).filter(gone::contains);
                if (named.isPresent()) {
                    property.setValue(TextNode.valueOf("left-out-" + named.get()));
                } else {
                    unname(gone, property.getValue());
                }
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                Optional<String> named = named(array.get(i)).filter(gone::contains);
                if (named.isPresent()) {
                    array.set(i, TextNode.valueOf("left-out-" + named.get()));
                } else {
                    unname(gone, array.get(i));
                }
            }
        }
    }

    /** What a Ref or a Fn::GetAtt refers to. */
    private static Optional<String> named(JsonNode value) {
        JsonNode attribute = value.path("Fn::GetAtt");
        JsonNode name = attribute.isMissingNode() ? value.path("Ref") : attribute.path(0);
        return name.isTextual() ? Optional.of(name.asText()) : Optional.empty();
    }

    private static boolean speaksOf(String id, JsonNode value) {
        String text = value.toString();
        return text.contains("\"" + id + "\"") || text.contains("${" + id + "}") || text.contains("${" + id + ".");
    }
}
