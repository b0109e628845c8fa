package io.replicationhub.permission;

import java.util.Optional;

/**
 * That an action is allowed on a resource.
 *
 * @param resource an ARN, which may have wildcards
 */
public record Grant(Action action, String resource, Optional<Condition> condition) {

    /**
     * When alone.
     *
     * @param operator of IAM: {@code StringLike}
     */
    public record Condition(String operator, String key, String value) {}

    public static Grant of(Action action, String resource) {
        return new Grant(action, resource, Optional.empty());
    }

    Grant when(String operator, String key, String value) {
        return new Grant(action, resource, Optional.of(new Condition(operator, key, value)));
    }
}
