package io.replicationhub.operate;

import org.jspecify.annotations.Nullable;

/**
 * Something of a deployment could not be asked, or is not there. The message is a sentence for people: what was asked,
 * what was answered, and the action that is missing where it is one. It holds no secret.
 */
public final class Unreachable extends Exception {
    private static final long serialVersionUID = 1L;

    public Unreachable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** The sentence. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
