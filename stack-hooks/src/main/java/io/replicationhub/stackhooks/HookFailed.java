package io.replicationhub.stackhooks;

import org.jspecify.annotations.Nullable;

/** A hook could not do what it is for. The message is what the user reads in the events of the stack. */
final class HookFailed extends Exception {
    private static final long serialVersionUID = 1L;

    HookFailed(String message) {
        super(message);
    }

    HookFailed(@Nullable String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
