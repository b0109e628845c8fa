package io.replicationhub.storage.oss;

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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the errors of OSS mean to us: by code where we know it, else by status. Source of the codes: OSS documentation,
 * "HTTP 400 errors" to "HTTP 503 errors", and the constants of Aliyun's SDK.
 */
final class OssErrors {
    private static final Map<String, FailureRule> BY_CODE = byCode();
    private static final Set<String> ROTATED_AWAY =
            Set.of("InvalidAccessKeyId", "SignatureDoesNotMatch", "AccessKeyIdAndSecurityTokenNotMatch");

    private OssErrors() {}

    static StorageException classify(Asked asked, OssError error) {
        FailureRule rule = rule(error);
        FailureScope scope = rule.scopeOf(asked);
        String message = asked + ": " + error + advice(error);
        return switch (rule.failure()) {
            case MISSING -> new StorageException.Missing(scope, message, null);
            case DENIED -> new StorageException.Denied(scope, message, null);
            case CHANGED -> new StorageException.Changed(message, null);
            case THROTTLED -> new StorageException.Throttled(message, null);
            case UNAVAILABLE -> new StorageException.Unavailable(scope, message, null);
            case CORRUPT -> new StorageException.Corrupt(message, null);
            case ARCHIVED ->
                error.hasCode("RestoreAlreadyInProgress")
                        ? StorageException.Archived.underWay(message, null)
                        : new StorageException.Archived(message, null);
            case EXPIRED -> new StorageException.Expired(message, null);
            case REJECTED ->
                error.hasCode("InvalidPart")
                        ? StorageException.Rejected.lostPart(message, null)
                        : new StorageException.Rejected(scope, trait(error), message, null);
        };
    }

    /** That a request could not be made as it was asked. */
    static StorageException unmakeable(Asked asked, String message, Throwable cause) {
        return new StorageException.Rejected(asked.scope(), asked + ": " + message, cause);
    }

    static FailureClass failureClass(OssError error) {
        return rule(error).failure();
    }

    /** Whether newer credentials, if there are any, may fare better: these have run out, or were rotated away. */
    static boolean refusesCredentials(OssError error) {
        return failureClass(error) == EXPIRED || ROTATED_AWAY.contains(error.code());
    }

    private static FailureRule rule(OssError error) {
        if (!error.endpoint().isEmpty()) {
            // Said as AccessDenied, or as a redirect: the bucket is of another region.
            return new FailureRule(REJECTED, FailureScope.BUCKET);
        }
        FailureRule byCode = BY_CODE.get(error.code());
        FailureRule rule = byCode != null ? byCode : byStatus(error.status());
        // What is wrong with a signature, its region for one, is called an InvalidArgument; EC 0002-… are about those.
        return rule.failure() == REJECTED && error.detail().startsWith("0002-")
                ? new FailureRule(DENIED, FailureScope.CREDENTIALS)
                : rule;
    }

    private static String advice(OssError error) {
        if (!error.endpoint().isEmpty()) {
            return "; the bucket is at " + error.endpoint() + ": set that endpoint and its region";
        }
        return error.hasCode("RequestTimeTooSkewed") ? "; set this machine's clock" : "";
    }

    /** What OSS will not hold; EC 0011-… are about metadata. */
    private static @Nullable ObjectTrait trait(OssError error) {
        return switch (error.code()) {
            case "InvalidTag" -> ObjectTrait.TAGS;
            case "InvalidStorageClass" -> ObjectTrait.STORAGE_CLASS;
            case "MetadataTooLarge", "InvalidMetadata" -> ObjectTrait.USER_METADATA;
            default -> error.detail().startsWith("0011-") ? ObjectTrait.USER_METADATA : null;
        };
    }

    private static FailureRule byStatus(int status) {
        return switch (status) {
            case 301, 302, 307 -> new FailureRule(REJECTED, FailureScope.BUCKET);
            default -> FailureRule.byStatus(status);
        };
    }

    private static Map<String, FailureRule> byCode() {
        Map<String, FailureRule> rules = new HashMap<>();
        put(rules, MISSING, null, "NoSuchKey", "NoSuchVersion", "NoSuchUpload", "SymlinkTargetNotExist");
        put(rules, MISSING, FailureScope.BUCKET, "NoSuchBucket");
        put(rules, DENIED, null, "AccessDenied", "AccessForbidden", "BucketNotBelongTo", "KmsServiceForbidden");
        put(rules, DENIED, FailureScope.BUCKET, "BucketDisable", "AbnormalBucketOwnerStatus");
        put(rules, DENIED, FailureScope.CREDENTIALS, "InvalidAccessKeyId", "SignatureDoesNotMatch", "UserDisable");
        put(rules, DENIED, FailureScope.CREDENTIALS, "InDebt", "InDebtOverdue", "SecurityTokenNotSupported");
        put(rules, DENIED, FailureScope.CREDENTIALS, "RequestTimeTooSkewed", "AccessKeyIdAndSecurityTokenNotMatch");
        put(rules, DENIED, FailureScope.CREDENTIALS, "InvalidSigningVersion");
        put(rules, EXPIRED, FailureScope.CREDENTIALS, "SecurityTokenExpired", "InvalidSecurityToken");
        put(rules, CHANGED, null, "PreconditionFailed");
        put(rules, THROTTLED, null, "SlowDown", "QpsLimitExceeded", "DownloadTrafficRateLimitExceeded");
        put(rules, THROTTLED, null, "UploadTrafficRateLimitExceeded", "TotalQpsLimitExceeded", "Throttling");
        put(rules, THROTTLED, null, "ExceedQpsLimit", "ExceedBandwidthLimit", "RequestRateTooHigh");
        put(rules, UNAVAILABLE, null, "InternalError", "RequestTimeout", "OperationAborted", "PartNotSequential");
        put(rules, UNAVAILABLE, FailureScope.ENDPOINT, "ServiceUnavailable", "ServerBusy");
        put(rules, CORRUPT, null, "InvalidDigest", "BadDigest", "InvalidCRC", "ImageDamage");
        put(rules, ARCHIVED, null, "InvalidObjectState", "RestoreAlreadyInProgress");
        put(rules, REJECTED, FailureScope.BUCKET, "InvalidBucketName", "SecondLevelDomainForbidden");
        put(rules, REJECTED, FailureScope.BUCKET, "NonStandardHostForbidden", "PermanentRedirect", "InvalidRegion");
        put(rules, REJECTED, null, "EntityTooLarge", "EntityTooSmall", "InvalidPart", "InvalidPartOrder");
        put(rules, REJECTED, null, "InvalidObjectName", "InvalidArgument", "MalformedXML", "NotImplemented");
        put(rules, REJECTED, null, "MetadataTooLarge", "InvalidMetadata", "InvalidTag", "InvalidStorageClass");
        put(rules, REJECTED, null, "InvalidRange", "MethodNotAllowed", "MissingContentLength", "FileImmutable");
        put(rules, REJECTED, null, "FileAlreadyExists", "ObjectNotAppendable", "OperationNotSupported");
        return Map.copyOf(rules);
    }
}
