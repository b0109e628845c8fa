package io.replicationhub.operate;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something of a deployment could not be asked, or is not there. The message is a sentence for people: what was asked,
 * what was answered, and the action that is missing where it is one. It holds no secret.
 */
public final class Unreachable extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean missing;
    private final @Nullable String deniedAction;

    public Unreachable(String message, @Nullable Throwable cause) {
        this(message, cause, false, null);
    }

    private Unreachable(String message, @Nullable Throwable cause, boolean missing, @Nullable String deniedAction) {
        super(message, cause);
        this.missing = missing;
        this.deniedAction = deniedAction;
    }

    /** What was asked for is not there. */
    public static Unreachable missing(String message, Throwable cause) {
        return new Unreachable(message, cause, true, null);
    }

    /** @param action as a policy names it */
    public static Unreachable denied(String message, String action, Throwable cause) {
        return new Unreachable(message, cause, false, action);
    }

    public boolean isMissing() {
        return missing;
    }

    /** The action that must be allowed, where that is what is wrong. */
    public Optional<String> deniedAction() {
        return Optional.ofNullable(deniedAction);
    }

    /** The sentence. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
