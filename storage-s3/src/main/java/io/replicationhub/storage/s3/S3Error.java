package io.replicationhub.storage.s3;

import io.replicationhub.wire.text.ErrorText;

/**
 * What a store says of a failure. Whatever it does not say is empty.
 *
 * @param status of HTTP; 200 where the error came late, in the body
 * @param region where the bucket is, if the store takes the request for one of another region
 */
record S3Error(int status, String code, String message, String requestId, String region) {

    S3Error {
        code = ErrorText.of(code);
        message = ErrorText.of(message);
        requestId = ErrorText.of(requestId);
        region = ErrorText.of(region);
    }

    static S3Error of(int status) {
        return new S3Error(status, "", "", "", "");
    }

    boolean hasCode(String other) {
        return code.equals(other);
    }

    /** For people: {@code 403 AccessDenied: Access Denied (request 4442587FB7D0A2F9)}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder().append(status);
        if (!code.isEmpty()) {
            text.append(' ').append(code);
        }
        if (!message.isEmpty()) {
            text.append(": ").append(message);
        }
        if (!requestId.isEmpty()) {
            text.append(" (request ").append(requestId).append(')');
        }
        return text.toString();
    }
}
