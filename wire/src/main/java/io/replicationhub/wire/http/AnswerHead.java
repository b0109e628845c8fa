package io.replicationhub.wire.http;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What stands before the body of a server's answer. */
public interface AnswerHead {
    int status();

    /** The value of a header, one character a byte as HTTP has it; null where there is none. Names in lower case. */
    @Nullable
    String header(String name);

    /** Shows every header. */
    void headers(BiConsumer<String, String> visitor);

    /** The length that the answer announces for its body, or -1. For HEAD, that of the body it would have. */
    default long contentLength() {
        String text = header("content-length");
        if (text == null) {
            return -1;
        }
        try {
            long length = Long.parseLong(text.trim());
            return length < 0 ? -1 : length;
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
