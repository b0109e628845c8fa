package io.replicationhub.storage.s3;

import static io.replicationhub.object.FailureClass.*;
import static io.replicationhub.wire.FailureRule.put;

import io.replicationhub.object.FailureClass;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ObjectTrait;
import io.replicationhub.object.StorageException;
import io.replicationhub.wire.Asked;
import io.replicationhub.wire.FailureRule;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the errors of S3 mean to us: by code where we know it, else by status. Source of the codes: Amazon S3 API
 * Reference, "Error responses", and what compatible stores were seen to send.
 */
final class S3Errors {
    private static final Map<String, FailureRule> BY_CODE = byCode();
    /** A restoration was asked for before. */
    private static final String UNDER_WAY = "RestoreAlreadyInProgress";
    /** One is not there that was to make up the object, or has another ETag. */
    private static final String LOST_PART = "InvalidPart";

    /** They all mean that the bucket is to be asked for in another region. */
    private static final FailureRule ELSEWHERE = new FailureRule(REJECTED, FailureScope.BUCKET);

    private S3Errors() {}

    static StorageException classify(Asked asked, S3Error error, @Nullable Throwable cause) {
        FailureRule rule = rule(error);
        FailureScope scope = keyRefused(asked, error) ? FailureScope.BUCKET : rule.scopeOf(asked);
        String message = asked + ": " + error + advice(rule, error);
        if (error.hasCode(UNDER_WAY)) {
            return StorageException.Archived.underWay(message, cause);
        }
        if (error.hasCode(LOST_PART)) {
            return StorageException.Rejected.lostPart(message, cause);
        }
        return rule.failure() == REJECTED
                ? new StorageException.Rejected(scope, trait(error.code()), message, cause)
                : exception(rule.failure(), scope, message, cause);
    }

    /**
     * Whether the key is refused that the destination is to encrypt with, which it would be for every other object, too.
     * What reads or copies may have met the key of one source object.
     */
    private static boolean keyRefused(Asked asked, S3Error error) {
        boolean writes = asked.what().equals("CREATE UPLOAD of") || asked.what().startsWith("PUT");
        return writes
                && rule(error).failure() == DENIED
                && (ofKms(error.code()) || error.message().contains("kms:"));
    }

    private static boolean ofKms(String code) {
        return code.startsWith("KMS.");
    }

    /** What the store would not hold, where the code says so. */
    private static @Nullable ObjectTrait trait(String code) {
        return switch (code) {
            case "MetadataTooLarge" -> ObjectTrait.USER_METADATA;
            case "InvalidTag" -> ObjectTrait.TAGS;
            case "InvalidStorageClass" -> ObjectTrait.STORAGE_CLASS;
            default -> null;
        };
    }

    /** The failure of what was asked, and of nothing beyond it. */
    static StorageException exception(FailureClass failure, Asked asked, String message, Throwable cause) {
        return exception(failure, asked.scope(), message, cause);
    }

    /** Whether newer credentials, if there are any, may fare better: these have run out, or were rotated away. */
    static boolean refusesCredentials(S3Error error) {
        return rule(error).failure() == EXPIRED
                || error.hasCode("InvalidAccessKeyId")
                || error.hasCode("SignatureDoesNotMatch");
    }

    private static FailureRule rule(S3Error error) {
        if (!error.region().isEmpty() && pointsElsewhere(error)) {
            return ELSEWHERE;
        }
        FailureRule byCode = BY_CODE.get(error.code());
        if (byCode == null && ofKms(error.code()) && error.status() < 500) {
            // Whatever is the matter with a key, asking again does not mend it.
            return new FailureRule(DENIED, null);
        }
        return byCode != null ? byCode : byStatus(error.status());
    }

    /** Whether this says that the bucket is in another region. */
    static boolean pointsElsewhere(S3Error error) {
        return switch (error.code()) {
            case "PermanentRedirect",
                    "TemporaryRedirect",
                    "Redirect",
                    "AuthorizationHeaderMalformed",
                    "IllegalLocationConstraintException",
                    "InvalidRegion" -> true;
            default ->
                error.status() == 301
                        || error.status() == 307
                        || error.status() == 308
                        || error.code().isEmpty()
                                && error.status() == 400
                                && !error.region().isEmpty();
        };
    }

    private static String advice(FailureRule rule, S3Error error) {
        if (rule.equals(ELSEWHERE) && !error.region().isEmpty()) {
            return "; the bucket is in region " + error.region() + ": set that region";
        }
        if (pointsElsewhere(error)) {
            return "; the bucket is in another region or at another endpoint";
        }
        if (error.hasCode("AccessControlListNotSupported")) {
            return "; the bucket takes no ACLs: ask for none";
        }
        if (ofKms(error.code()) || error.message().contains("kms:")) {
            return "; writing needs kms:GenerateDataKey, parts and reading kms:Decrypt, on an enabled key of the bucket's"
                    + " region";
        }
        return error.hasCode("RequestTimeTooSkewed") ? "; set this machine's clock" : "";
    }

    private static FailureRule byStatus(int status) {
        return switch (status) {
            case 301, 307, 308 -> ELSEWHERE;
            default -> FailureRule.byStatus(status);
        };
    }

    private static StorageException exception(
            FailureClass failure, FailureScope scope, String message, @Nullable Throwable cause) {
        return switch (failure) {
            case MISSING -> new StorageException.Missing(scope, message, cause);
            case DENIED -> new StorageException.Denied(scope, message, cause);
            case CHANGED -> new StorageException.Changed(message, cause);
            case THROTTLED -> new StorageException.Throttled(message, cause);
            case UNAVAILABLE -> new StorageException.Unavailable(scope, message, cause);
            case CORRUPT -> new StorageException.Corrupt(message, cause);
            case ARCHIVED -> new StorageException.Archived(message, cause);
            case EXPIRED -> new StorageException.Expired(message, cause);
            case REJECTED -> new StorageException.Rejected(scope, message, cause);
        };
    }

    private static Map<String, FailureRule> byCode() {
        Map<String, FailureRule> rules = new HashMap<>();
        put(rules, MISSING, null, "NoSuchKey", "NoSuchVersion", "NoSuchUpload", "NotFound");
        put(rules, MISSING, FailureScope.BUCKET, "NoSuchBucket");
        put(rules, DENIED, null, "AccessDenied", "AllAccessDisabled", "AccessForbidden", "Forbidden");
        put(rules, DENIED, null, "KMS.DisabledException", "KMS.InvalidStateException", "KMS.NotFoundException");
        put(rules, DENIED, FailureScope.CREDENTIALS, "InvalidAccessKeyId", "SignatureDoesNotMatch", "NotSignedUp");
        put(rules, DENIED, FailureScope.CREDENTIALS, "AccountProblem", "InvalidSecurity", "CredentialsNotSupported");
        put(rules, DENIED, FailureScope.CREDENTIALS, "InvalidClientTokenId", "UnrecognizedClientException");
        put(rules, DENIED, FailureScope.CREDENTIALS, "AuthorizationHeaderMalformed", "MissingSecurityHeader");
        put(rules, DENIED, FailureScope.CREDENTIALS, "RequestTimeTooSkewed", "InvalidPayer");
        put(rules, EXPIRED, FailureScope.CREDENTIALS, "ExpiredToken", "ExpiredTokenException", "InvalidToken");
        put(rules, EXPIRED, FailureScope.CREDENTIALS, "TokenRefreshRequired");
        put(rules, CHANGED, null, "PreconditionFailed");
        put(rules, THROTTLED, null, "SlowDown", "SlowDownRead", "SlowDownWrite", "Throttling", "ThrottlingException");
        put(rules, THROTTLED, null, "ThrottledException", "RequestThrottled", "RequestThrottledException");
        put(rules, THROTTLED, null, "RequestLimitExceeded", "BandwidthLimitExceeded", "TooManyRequests");
        put(rules, THROTTLED, null, "TooManyRequestsException", "KMS.ThrottlingException", "LimitExceededException");
        put(rules, UNAVAILABLE, null, "InternalError", "InternalFailure", "RequestTimeout", "RequestTimeoutException");
        put(rules, UNAVAILABLE, null, "ConditionalRequestConflict", "OperationAborted", "IncompleteBody");
        put(rules, UNAVAILABLE, null, "KMS.KMSInternalException", "KMS.DependencyTimeoutException");
        // KMS API reference, GenerateDataKey: "You can retry the request."
        put(rules, UNAVAILABLE, null, "KMS.KeyUnavailableException");
        put(rules, UNAVAILABLE, FailureScope.ENDPOINT, "ServiceUnavailable", "ServiceUnavailableException", "Busy");
        put(rules, CORRUPT, null, "BadDigest", "XAmzContentSHA256Mismatch", "XAmzContentChecksumMismatch");
        put(rules, ARCHIVED, null, "InvalidObjectState", "ObjectNotInActiveTierError", UNDER_WAY);
        put(rules, ARCHIVED, null, "ObjectAlreadyInActiveTierError");
        put(rules, REJECTED, FailureScope.BUCKET, "InvalidBucketName", "PermanentRedirect", "TemporaryRedirect");
        put(rules, REJECTED, FailureScope.BUCKET, "InvalidBucketState");
        put(rules, REJECTED, null, "EntityTooLarge", "EntityTooSmall", LOST_PART, "InvalidPartOrder");
        put(rules, REJECTED, null, "KeyTooLongError", "MetadataTooLarge", "InvalidStorageClass", "InvalidDigest");
        put(rules, REJECTED, null, "InvalidRequest", "InvalidArgument", "MalformedXML", "NotImplemented");
        put(
                rules,
                REJECTED,
                null,
                "MethodNotAllowed",
                "MissingContentLength",
                "InvalidURI",
                "QuotaExceeded",
                "InvalidRange");
        put(rules, REJECTED, null, "InvalidTag", "MaxMessageLengthExceeded");
        put(rules, REJECTED, FailureScope.BUCKET, "AccessControlListNotSupported", "InvalidEncryptionAlgorithmError");
        return Map.copyOf(rules);
    }
}
