package io.replicationhub.aws.call;

import io.replicationhub.wire.http.Answer;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a service says that refuses: the name of the error stands in the body by the JSON protocols and in a header by
 * those of method and path (Smithy specification, "AWS JSON 1.1 protocol" and "AWS restJson1 protocol", operation errors).
 */
final class ErrorText {
    private static final int MESSAGE_CHARS_MOST = 600;

    private ErrorText() {}

    /** @param beginning of the sentence */
    static Refusal refusal(String beginning, Answer answer, String body) {
        Json said = parsed(body);
        @Nullable String header = answer.header("x-amzn-errortype");
        String code =
                bare(header != null && !header.isBlank() ? header : first(said.textAt("__type"), said.textAt("code")));
        String message = first(said.textAt("message"), said.textAt("Message"));
        String shown =
                message.length() <= MESSAGE_CHARS_MOST ? message : message.substring(0, MESSAGE_CHARS_MOST) + '…';
        return new Refusal(
                answer.status(),
                code,
                beginning
                        + answer.status()
                        + (code.isEmpty() ? "" : ' ' + code)
                        + (shown.isEmpty() ? "" : ": " + shown),
                null);
    }

    /** {@code com.amazonaws.ecs#ClusterNotFoundException:http://…} is {@code ClusterNotFoundException}. */
    private static String bare(String type) {
        String name = type.substring(type.indexOf('#') + 1);
        int colon = name.indexOf(':');
        return (colon < 0 ? name : name.substring(0, colon)).strip();
    }

    private static Json parsed(String body) {
        try {
            return Json.parse(body);
        } catch (IllegalArgumentException e) {
            return Json.NOTHING;
        }
    }

    private static String first(String one, String other) {
        return one.isEmpty() ? other : one;
    }
}
