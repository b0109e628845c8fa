package io.replicationhub.wire.http;

import java.io.IOException;

/** What came back is no HTTP/1.1. */
public final class MalformedAnswerException extends IOException {
    private static final long serialVersionUID = 1L;

    MalformedAnswerException(Exception cause) {
        super(cause.getMessage(), cause);
    }
}
