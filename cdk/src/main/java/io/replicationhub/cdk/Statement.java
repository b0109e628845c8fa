package io.replicationhub.cdk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One statement of an IAM policy that allows something. */
record Statement(List<String> actions) {

    static Statement allow(String... actions) {
        return new Statement(List.of(actions));
    }

    Map<String, Object> on(Object... resources) {
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("Effect", "Allow");
        statement.put("Action", actions);
        statement.put("Resource", resources.length == 1 ? resources[0] : List.of(resources));
        return statement;
    }

    /** Only under a condition of IAM's. */
    Map<String, Object> on(Object resource, Map<String, ?> condition) {
        Map<String, Object> statement = on(resource);
        statement.put("Condition", condition);
        return statement;
    }

    static Map<String, Object> document(List<?> statements) {
        return Map.of("Version", "2012-10-17", "Statement", statements);
    }

    /** Lets a service of AWS, on behalf of this account alone, take a role. */
    static Map<String, Object> trust(String service, Map<String, ?> condition) {
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("Effect", "Allow");
        statement.put("Principal", Map.of("Service", service));
        statement.put("Action", "sts:AssumeRole");
        statement.put("Condition", condition);
        return document(List.of(statement));
    }
}
