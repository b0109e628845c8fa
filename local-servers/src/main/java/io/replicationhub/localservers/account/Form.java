package io.replicationhub.localservers.account;

import io.replicationhub.localservers.identity.Refusal;
import io.replicationhub.localservers.identity.RefusedException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request in AWS's query protocol (Smithy specification, "AWS Query protocol"): fields of a form, lists as
 * {@code Name.member.1}.
 */
final class Form {
    /** The services by the versions of their APIs. */
    private static final Map<String, String> SERVICES =
            Map.of(Stacks.VERSION, "cloudformation", Metrics.VERSION, "cloudwatch", Topics.VERSION, "sns");

    private Form() {}

    static Map<String, String> read(String body) throws RefusedException {
        Map<String, String> fields = new TreeMap<>();
        for (String field : body.split("&", -1)) {
            int equals = field.indexOf('=');
            if (equals < 0) {
                throw invalid("MalformedQueryString", "a field without a value");
            }
            fields.put(
                    field.substring(0, equals), URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return fields;
    }

    /** As a policy names it. */
    static String action(Map<String, String> form) throws RefusedException {
        @Nullable String service = SERVICES.get(form.getOrDefault("Version", ""));
        String action = form.getOrDefault("Action", "");
        if (service == null || action.isEmpty()) {
            throw invalid(
                    "InvalidAction",
                    "Could not find operation " + action + " for version "
                            + form.getOrDefault("Version", "NO_VERSION"));
        }
        return service + ':' + action;
    }

    static String need(Map<String, String> form, String name) throws RefusedException {
        String value = form.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw invalid("ValidationError", "The parameter " + name + " is required.");
        }
        return value;
    }

    /** The texts of a list. */
    static List<String> list(Map<String, String> form, String name) {
        List<String> texts = new ArrayList<>();
        for (int i = 1; form.containsKey(name + ".member." + i); i++) {
            texts.add(form.getOrDefault(name + ".member." + i, ""));
        }
        return texts;
    }

    static RefusedException invalid(String code, String message) {
        return new RefusedException(new Refusal(400, code, message));
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
