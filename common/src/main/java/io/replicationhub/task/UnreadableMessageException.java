package io.replicationhub.task;

import org.jspecify.annotations.Nullable;

/** A message that is no task message, or one of a version or operation that this program does not know. */
public final class UnreadableMessageException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnreadableMessageException(String message) {
        this(message, null);
    }

    UnreadableMessageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
