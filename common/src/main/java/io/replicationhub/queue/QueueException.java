package io.replicationhub.queue;

import org.jspecify.annotations.Nullable;

/** The queue did not do what it was asked, after its own retries. The message names the queue and holds no secret. */
public final class QueueException extends Exception {
    private static final long serialVersionUID = 1L;

    public QueueException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
