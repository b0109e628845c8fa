package io.replicationhub.storage.oss;

import io.replicationhub.wire.text.ErrorText;

/**
 * What OSS says of a failure. Whatever it does not say is empty. Source of the form: OSS documentation, "Error responses".
 *
 * @param status of HTTP; 200 where the error came late, in the body
 * @param detail the code that OSS's documentation lists single causes by, its element {@code EC}
 * @param endpoint where the bucket is, if it is elsewhere
 */
record OssError(int status, String code, String message, String requestId, String detail, String endpoint) {

    OssError {
        code = ErrorText.of(code);
        message = ErrorText.of(message);
        requestId = ErrorText.of(requestId);
        detail = ErrorText.of(detail);
        endpoint = ErrorText.of(endpoint);
    }

    static OssError of(int status) {
        return new OssError(status, "", "", "", "", "");
    }

    boolean hasCode(String other) {
        return code.equals(other);
    }

    /** For people: {@code 403 AccessDenied: You have no right to access this object. (EC 0003-00000001, request 5CAC…)}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder().append(status);
        if (!code.isEmpty()) {
            text.append(' ').append(code);
        }
        if (!message.isEmpty()) {
            text.append(": ").append(message);
        }
        if (!detail.isEmpty() || !requestId.isEmpty()) {
            text.append(" (").append(detail.isEmpty() ? "" : "EC " + detail);
            text.append(detail.isEmpty() || requestId.isEmpty() ? "" : ", ");
            text.append(requestId.isEmpty() ? "" : "request " + requestId).append(')');
        }
        return text.toString();
    }
}
