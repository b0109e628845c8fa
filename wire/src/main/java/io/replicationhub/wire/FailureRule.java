package io.replicationhub.wire;

import io.replicationhub.object.FailureClass;
import io.replicationhub.object.FailureScope;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a store's error means.
 *
 * @param scope null where that follows from what was asked
 */
public record FailureRule(FailureClass failure, @Nullable FailureScope scope) {
    /** What a status of HTTP means where nothing more is known; redirects are the adapter's own. */
    public static FailureRule byStatus(int status) {
        return switch (status) {
            case 401 -> new FailureRule(FailureClass.DENIED, FailureScope.CREDENTIALS);
            case 403 -> new FailureRule(FailureClass.DENIED, null);
            case 404 -> new FailureRule(FailureClass.MISSING, null);
            case 412 -> new FailureRule(FailureClass.CHANGED, null);
            case 429, 503 -> new FailureRule(FailureClass.THROTTLED, null);
            case 408, 500 -> new FailureRule(FailureClass.UNAVAILABLE, null);
            case 502, 504 -> new FailureRule(FailureClass.UNAVAILABLE, FailureScope.ENDPOINT);
            case 501, 505 -> new FailureRule(FailureClass.REJECTED, null);
            default -> new FailureRule(status >= 500 ? FailureClass.UNAVAILABLE : FailureClass.REJECTED, null);
        };
    }

    /** Adds a rule for codes to a table. */
    public static void put(
            Map<String, FailureRule> table, FailureClass failure, @Nullable FailureScope scope, String... codes) {
        for (String code : codes) {
            table.put(code, new FailureRule(failure, scope));
        }
    }

    /** How far the failure reaches. */
    public FailureScope scopeOf(Asked asked) {
        return scope != null ? scope : asked.scope();
    }
}
