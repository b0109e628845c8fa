package io.replicationhub.localservers.account;

import io.replicationhub.localservers.identity.Refusal;
import io.replicationhub.localservers.identity.Refusal.Answer;
import io.replicationhub.localservers.identity.RefusedException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Functions of Lambda with their event source mappings, which come one on a page. Source: Lambda API reference, GetFunctionConfiguration and
 * ListEventSourceMappings.
 */
public final class Functions {
    static final String PATH = "/2015-03-31/functions/";
    static final String MAPPINGS = "/2015-03-31/event-source-mappings/";
    private static final String ARN = "arn:aws:lambda:us-east-1:123456789012:function:";

    private final Map<String, Map<String, String>> functions = new ConcurrentHashMap<>();
    private final Map<String, String> environments = new ConcurrentHashMap<>();
    private final Map<String, Map<String, String>> mappings = new ConcurrentHashMap<>();

    Functions() {}

    /** A function that works, for 15 minutes at most. */
    public void put(String name, Map<String, String> environment) {
        Map<String, String> fields = new TreeMap<>();
        fields.put("FunctionName", quoted(name));
        fields.put("FunctionArn", quoted(ARN + name));
        fields.put("Timeout", "900");
        fields.put("State", quoted("Active"));
        fields.put("LastUpdateStatus", quoted("Successful"));
        functions.put(name, fields);
        environments.put(
                name,
                environment.entrySet().stream()
                        .map(entry -> quoted(entry.getKey()) + ':' + quoted(entry.getValue()))
                        .collect(Collectors.joining(",", "{", "}")));
    }

    /** @param json the value as JSON has it */
    public void set(String name, String field, String json) {
        functions.computeIfAbsent(name, any -> new TreeMap<>()).put(field, json);
    }

    public void remove(String name) {
        functions.remove(name);
    }

    /**
     * What hands messages of a queue to a function, from now on.
     *
     * @param state {@code Enabled}, {@code Disabled} and those between
     * @param last how its last poll ended
     * @param responseTypes what a function may answer; may be empty
     */
    public void feed(String name, String queueArn, String state, String last, String responseTypes) {
        mappings.computeIfAbsent(name, any -> Collections.synchronizedMap(new LinkedHashMap<>()))
                .put(
                        queueArn,
                        "{\"UUID\":\"a1\",\"EventSourceArn\":" + quoted(queueArn) + ",\"FunctionArn\":"
                                + quoted(ARN + name)
                                + ",\"State\":" + quoted(state) + ",\"StateTransitionReason\":\"USER_INITIATED\","
                                + "\"LastProcessingResult\":" + quoted(last) + ",\"MaximumBatchingWindowInSeconds\":0,"
                                + "\"FunctionResponseTypes\":["
                                + (responseTypes.isEmpty() ? "" : quoted(responseTypes)) + "]}");
    }

    public void starve(String name) {
        mappings.remove(name);
    }

    Answer configuration(String path) throws RefusedException {
        String name = path.substring(PATH.length(), path.length() - "/configuration".length());
        @Nullable Map<String, String> known = functions.get(name);
        if (known == null) {
            throw new RefusedException(
                    new Refusal(404, "ResourceNotFoundException", "Function not found: " + ARN + name));
        }
        return json("{\"Environment\":{\"Variables\":" + environments.getOrDefault(name, "{}") + "},"
                + new TreeMap<>(known)
                        .entrySet().stream()
                                .map(entry -> quoted(entry.getKey()) + ':' + entry.getValue())
                                .collect(Collectors.joining(","))
                + "}");
    }

    Answer mappings(String query) throws RefusedException {
        Map<String, String> form = Form.read(query);
        List<String> all = List.copyOf(
                mappings.getOrDefault(form.get("FunctionName"), Map.of()).values());
        int at = Integer.parseInt(form.getOrDefault("Marker", "0"));
        return json("{" + (at + 1 < all.size() ? "\"NextMarker\":" + quoted(String.valueOf(at + 1)) + ',' : "")
                + "\"EventSourceMappings\":[" + (at < all.size() ? all.get(at) : "") + "]}");
    }

    static Answer json(String text) {
        return new Answer(200, "application/json", text);
    }

    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
