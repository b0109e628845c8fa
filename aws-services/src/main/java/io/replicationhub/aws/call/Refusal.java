package io.replicationhub.aws.call;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A service did not do what it was asked. The message is for people and says who was asked for what. Sources of the codes:
 * the API references' "Common Error Types", and those of GetParameter, GetSecretValue and AssumeRole.
 */
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    /** Beside throttling, which has many names. */
    private static final Set<String> TRANSIENT = Set.of(
            "RequestLimitExceeded",
            "RequestTimeout",
            "RequestTimeoutException",
            "ServiceUnavailable",
            "ServiceUnavailableException",
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

    private final int status;
    private final String code;

    /**
     * @param status 0 where there was no answer
     * @param code AWS's name of the error; empty where it has none
     */
    public Refusal(int status, String code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.status = status;
        this.code = code;
    }

    /** AWS's name of the error: {@code ResourceNotFoundException}. */
    public String code() {
        return code;
    }

    /** The message. */
    public String sentence() {
        return String.valueOf(getMessage());
    }

    /** Whether the thing that was asked for is not there: every service has its own name for that. */
    public boolean isMissing() {
        String name = code.toLowerCase(Locale.ROOT);
        return name.contains("notfound") || name.contains("nonexistent") || name.contains("doesnotexist");
    }

    /** Whether who asked may not. */
    public boolean isDenied() {
        return code.startsWith("AccessDenied")
                || code.equals("AuthorizationError")
                || sentence().contains("is not authorized to perform");
    }

    /** Whether the credentials themselves are refused. */
    boolean isOfCredentials() {
        return CREDENTIALS.contains(code);
    }

    /** Whether the same request may succeed later. Throttling comes as 400 from some and as 429 from others. */
    public boolean isTransient() {
        return status == 0
                || status == 429
                || status >= 500
                || code.contains("Throttl")
                || code.contains("TooManyRequests")
                || TRANSIENT.contains(code);
    }
}
