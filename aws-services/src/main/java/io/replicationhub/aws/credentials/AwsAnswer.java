package io.replicationhub.aws.credentials;

import io.replicationhub.object.FailureScope;
import io.replicationhub.object.StorageException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a service answered. Sources of the codes: the API references' "Common Error Types" and those of GetParameter,
 * GetSecretValue and AssumeRole.
 *
 * @param status 0 where there was no answer
 * @param code AWS's name of the error; empty where all is good
 * @param text of a good answer; it may hold secrets
 */
record AwsAnswer(
        int status,
        String code,
        String message,
        String text,
        @Nullable Exception cause) {
    private static final int MESSAGE_CHARS_MOST = 600;
    private static final Set<String> TRANSIENT = Set.of(
            "Throttling",
            "ThrottlingException",
            "ThrottledException",
            "RequestThrottled",
            "RequestThrottledException",
            "TooManyRequestsException",
            "RequestLimitExceeded",
            "InternalFailure",
            "InternalServerError",
            "InternalServiceError",
            "InternalServiceErrorException",
            "ServiceUnavailable",
            "ServiceUnavailableException",
            "RequestTimeout",
            "RequestTimeoutException",
            "IDPCommunicationError");
    /** Other credentials may fare better: these ran out, or are not known any more. */
    private static final Set<String> CREDENTIALS = Set.of(
            "ExpiredToken",
            "ExpiredTokenException",
            "InvalidClientTokenId",
            "UnrecognizedClientException",
            "InvalidSignatureException",
            "SignatureDoesNotMatch",
            "IncompleteSignature",
            "InvalidToken");

    static AwsAnswer read(int status, byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        if (status / 100 == 2) {
            return new AwsAnswer(status, "", "", text, null);
        }
        boolean xml = text.stripLeading().startsWith("<");
        String type = xml
                ? XmlAnswer.text(text, "Code").orElse("")
                : JsonAnswer.text(text, "__type")
                        .or(() -> JsonAnswer.text(text, "code"))
                        .orElse("");
        String message = xml
                ? XmlAnswer.text(text, "Message").orElse("")
                : JsonAnswer.text(text, "message")
                        .or(() -> JsonAnswer.text(text, "Message"))
                        .orElse("");
        return new AwsAnswer(status, type.substring(type.indexOf('#') + 1), message, "", null);
    }

    /** There was no answer. */
    static AwsAnswer broken(Exception cause) {
        return new AwsAnswer(0, "", "", "", cause);
    }

    boolean isGood() {
        return status / 100 == 2;
    }

    boolean isTransient() {
        return status == 0 || status == 429 || status >= 500 || TRANSIENT.contains(code);
    }

    boolean refusesCredentials() {
        return CREDENTIALS.contains(code);
    }

    /** @param beginning of the sentence */
    StorageException failure(String beginning) {
        if (status == 0) {
            String reason = cause == null ? "" : " (" + cause.getMessage() + ")";
            return new StorageException.Unavailable(
                    FailureScope.CREDENTIALS, beginning + "nothing: it cannot be reached" + reason, cause);
        }
        String said = message.length() <= MESSAGE_CHARS_MOST ? message : message.substring(0, MESSAGE_CHARS_MOST) + '…';
        String sentence = beginning + status + (code.isEmpty() ? "" : ' ' + code) + (said.isEmpty() ? "" : ": " + said);
        return isTransient()
                ? new StorageException.Unavailable(FailureScope.CREDENTIALS, sentence, null)
                : new StorageException.Denied(FailureScope.CREDENTIALS, sentence, null);
    }

    /** Without the text, which may hold secrets. */
    @Override
    public String toString() {
        return "AwsAnswer[" + status + ' ' + code + ']';
    }
}
