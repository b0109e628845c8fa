package io.replicationhub.storage.oss;

import static io.replicationhub.object.FailureClass.*;

import io.replicationhub.object.FailureClass;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ObjectTrait;
import io.replicationhub.object.StorageException;
import io.replicationhub.wire.Asked;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the errors of OSS mean to us: by code where we know it, else by status. Source of the codes: OSS documentation,
 * "HTTP 400 errors" to "HTTP 503 errors", and the constants of Aliyun's SDK.
 */
final class OssErrors {
    private static final Map<String, Rule> BY_CODE = byCode();

    private OssErrors() {}

    static StorageException classify(Asked asked, OssError error) {
        Rule rule = rule(error);
        FailureScope scope = rule.scope() != null ? rule.scope() : scopeOf(asked);
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
            case REJECTED -> new StorageException.Rejected(scope, trait(error), message, null);
        };
    }

    /** That a request could not be made as it was asked. */
    static StorageException unmakeable(Asked asked, String message, Throwable cause) {
        return new StorageException.Rejected(scopeOf(asked), asked + ": " + message, cause);
    }

    private static FailureScope scopeOf(Asked asked) {
        return asked.key() == null ? FailureScope.BUCKET : FailureScope.OBJECT;
    }

    static FailureClass failureClass(OssError error) {
        return rule(error).failure();
    }

    private static Rule rule(OssError error) {
        if (!error.endpoint().isEmpty()) {
            // Said as AccessDenied, or as a redirect: the bucket is of another region.
            return new Rule(REJECTED, FailureScope.BUCKET);
        }
        Rule byCode = BY_CODE.get(error.code());
        Rule rule = byCode != null ? byCode : byStatus(error.status());
        // What is wrong with a signature, its region for one, is called an InvalidArgument; EC 0002-… are about those.
        return rule.failure() == REJECTED && error.detail().startsWith("0002-")
                ? new Rule(DENIED, FailureScope.CREDENTIALS)
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

    private static Rule byStatus(int status) {
        return switch (status) {
            case 301, 302, 307 -> new Rule(REJECTED, FailureScope.BUCKET);
            case 401 -> new Rule(DENIED, FailureScope.CREDENTIALS);
            case 403 -> new Rule(DENIED, null);
            case 404 -> new Rule(MISSING, null);
            case 412 -> new Rule(CHANGED, null);
            case 429, 503 -> new Rule(THROTTLED, null);
            case 408, 500 -> new Rule(UNAVAILABLE, null);
            case 502, 504 -> new Rule(UNAVAILABLE, FailureScope.ENDPOINT);
            case 501, 505 -> new Rule(REJECTED, null);
            default -> new Rule(status >= 500 ? UNAVAILABLE : REJECTED, null);
        };
    }

    private static Map<String, Rule> byCode() {
        Map<String, Rule> rules = new HashMap<>();
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

    private static void put(
            Map<String, Rule> rules, FailureClass failure, @Nullable FailureScope scope, String... codes) {
        for (String code : codes) {
            rules.put(code, new Rule(failure, scope));
        }
    }

    /** A class, and its scope where that does not follow from what was asked. */
    private record Rule(FailureClass failure, @Nullable FailureScope scope) {}
}
