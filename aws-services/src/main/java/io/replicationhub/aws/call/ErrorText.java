package io.replicationhub.aws.call;

/**
 * Reads what a service says that refuses: the name of the error stands in the body by the JSON protocols and that of forms,
 * and in a header by those of method and path (Smithy specification, "AWS JSON 1.1 protocol", "AWS Query protocol" and
 * "AWS restJson1 protocol", operation errors).
 */
final class ErrorText {
    private static final int MESSAGE_CHARS_MOST = 600;

    private ErrorText() {}

    private record Said(String code, String message) {}

    /** @param beginning of the sentence */
    static Refusal refusal(String beginning, Reply reply) {
        Said said = said(reply);
        String message = said.message();
        String shown =
                message.length() <= MESSAGE_CHARS_MOST ? message : message.substring(0, MESSAGE_CHARS_MOST) + '…';
        return new Refusal(
                reply.status(),
                said.code(),
                beginning
                        + reply.status()
                        + (said.code().isEmpty() ? "" : ' ' + said.code())
                        + (shown.isEmpty() ? "" : ": " + shown),
                null);
    }

    private static Said said(Reply reply) {
        try {
            if (reply.text().stripLeading().startsWith("<")) {
                Xml error = Xml.parse(reply.text()).child("Error").orElse(Xml.NOTHING);
                return new Said(error.text("Code"), error.text("Message"));
            }
            Json error = reply.text().isBlank() ? Json.NOTHING : Json.parse(reply.text());
            String type = first(reply.errorType(), first(error.textAt("__type"), error.textAt("code")));
            return new Said(bare(type), first(error.textAt("message"), error.textAt("Message")));
        } catch (IllegalArgumentException e) {
            return new Said(bare(reply.errorType()), "");
        }
    }

    /** {@code com.amazonaws.ecs#ClusterNotFoundException:http://…} is {@code ClusterNotFoundException}. */
    private static String bare(String type) {
        String name = type.substring(type.indexOf('#') + 1);
        int colon = name.indexOf(':');
        return (colon < 0 ? name : name.substring(0, colon)).strip();
    }

    private static String first(String one, String other) {
        return one.isBlank() ? other : one;
    }
}
