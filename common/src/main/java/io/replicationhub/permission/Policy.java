package io.replicationhub.permission;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.replicationhub.permission.Action.About;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Grants as a policy of AWS's Identity and Access Management.
 *
 * @param principal to whom it grants, in the policy of a bucket or key; empty in one of the principal's own
 */
public record Policy(List<Grant> grants, Optional<String> principal) {
    /** Of the policy language (IAM User Guide, "IAM JSON policy elements: Version"). */
    private static final String VERSION = "2012-10-17";

    public Policy {
        grants = List.copyOf(new LinkedHashSet<>(grants));
    }

    /** For the one who makes the requests. */
    public static Policy ofIdentity(Collection<Grant> grants) {
        return new Policy(List.copyOf(grants), Optional.empty());
    }

    /** For the bucket: what of these is about it. */
    public static Policy ofBucket(Collection<Grant> grants, String principal) {
        return new Policy(
                grants.stream().filter(grant -> !isAbout(grant, About.KEY)).toList(), Optional.of(principal));
    }

    /** For the key of KMS, in whose own policy the resource is always {@code *}; without grants where there is none. */
    public static Policy ofKey(Collection<Grant> grants, String principal) {
        return new Policy(
                grants.stream()
                        .filter(grant -> isAbout(grant, About.KEY))
                        .map(grant -> Grant.of(grant.action(), "*"))
                        .toList(),
                Optional.of(principal));
    }

    private static boolean isAbout(Grant grant, About about) {
        return grant.action().about() == about;
    }

    public boolean isEmpty() {
        return grants.isEmpty();
    }

    /** The whole document, indented; what belongs together stands in one statement. */
    public String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
            printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
            json.setPrettyPrinter(printer);
            write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** As an object among others. */
    public void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("Version", VERSION);
        json.writeArrayFieldStart("Statement");
        for (Map.Entry<Where, Set<Action>> statement : statements().entrySet()) {
            write(json, statement.getKey(), statement.getValue());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void write(JsonGenerator json, Where where, Set<Action> actions) throws IOException {
        json.writeStartObject();
        json.writeStringField("Effect", "Allow");
        if (principal.isPresent()) {
            json.writeObjectFieldStart("Principal");
            json.writeStringField("AWS", principal.get());
            json.writeEndObject();
        }
        json.writeArrayFieldStart("Action");
        for (Action action : actions) {
            json.writeString(action.id());
        }
        json.writeEndArray();
        json.writeStringField("Resource", where.resource());
        if (where.condition().isPresent()) {
            Grant.Condition condition = where.condition().get();
            json.writeObjectFieldStart("Condition");
            json.writeObjectFieldStart(condition.operator());
            json.writeArrayFieldStart(condition.key());
            json.writeString(condition.value());
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private record Where(String resource, Optional<Grant.Condition> condition) {}

    /** By resource and condition: an action with several resources of its own stands in each of their statements. */
    private Map<Where, Set<Action>> statements() {
        Map<Where, Set<Action>> statements = new LinkedHashMap<>();
        for (Grant grant : grants) {
            statements
                    .computeIfAbsent(new Where(grant.resource(), grant.condition()), where -> new LinkedHashSet<>())
                    .add(grant.action());
        }
        return statements;
    }
}
