package io.replicationhub.cdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;

/** The plain template, synthesized once for all tests. Where there is no Node.js, tests that need it are skipped. */
record Synthesized(Stack stack, String text, JsonNode template) {
    static final ObjectMapper JSON = new ObjectMapper();
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    /** The stack may be synthesized again as long as there are tests, so that no test can remove this. */
    private static final Path OUT = Path.of("target", "cdk.out").toAbsolutePath();

    private static Synthesized once;

    static synchronized Synthesized plain() {
        needNode();
        if (once == null) {
            try {
                App app = Templates.app(OUT);
                Stack stack = HubStack.add(app, new PublishedArtefacts());
                Hub.checked(app);
                String text = Templates.of(app);
                once = new Synthesized(stack, text, JSON.readTree(text));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
        return once;
    }

    static void needNode() {
        Assumptions.assumeTrue(isThere("node"), "skipped: the CDK needs Node.js, and there is no node on the path");
    }

    static boolean isThere(String program) {
        return List.of(System.getenv().getOrDefault("PATH", "").split(":")).stream()
                .anyMatch(folder -> Path.of(folder, program).toFile().canExecute());
    }

    /** Resources of a type, by logical id. */
    Map<String, JsonNode> resources(String type) {
        Map<String, JsonNode> found = new TreeMap<>();
        template.get("Resources").properties().forEach(each -> {
            if (each.getValue().get("Type").asText().equals(type)) {
                found.put(each.getKey(), each.getValue());
            }
        });
        return found;
    }

    JsonNode properties(String id) {
        return template.get("Resources").get(id).get("Properties");
    }

    /** All statements of all roles and policies, those under conditions too, each with the resource it stands in. */
    Map<String, List<JsonNode>> statements() {
        Map<String, List<JsonNode>> all = new TreeMap<>();
        template.get("Resources").properties().forEach(each -> {
            List<JsonNode> found = new ArrayList<>();
            collect(each.getValue(), found);
            if (!found.isEmpty()) {
                all.put(each.getKey(), found);
            }
        });
        return all;
    }

    private static void collect(JsonNode node, List<JsonNode> found) {
        if (node.has("Effect")) {
            found.add(node);
        } else {
            node.forEach(child -> collect(child, found));
        }
    }
}
