package io.replicationhub.storage.s3;

import io.replicationhub.object.BucketFacts;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ObjectVersions.Keeping;
import io.replicationhub.object.StorageException;
import io.replicationhub.wire.Asked;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.DefaultRetention;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.ObjectLockConfiguration;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.OwnershipControls;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The settings of a bucket, by the AWS SDK. Some servers answer a question that they do not know by a listing of the bucket:
 * what lacks that which Amazon's answer always has is taken for no answer.
 */
final class SdkBucketFacts implements BucketFacts {
    private static final int DAYS_OF_YEAR = 365;

    private final String bucket;
    private final String place;
    private final S3Client client;
    private final SdkCalls calls;

    SdkBucketFacts(String bucket, S3Client client, SdkCalls calls) {
        this.bucket = bucket;
        this.place = "s3://" + bucket;
        this.client = client;
        this.calls = calls;
    }

    @Override
    public Instant time() throws StorageException {
        Asked asked = Asked.ofBucket("HEAD of", place);
        Optional<String> date = calls.call(asked, () -> {
            try {
                return date(client.headBucket(head -> head.bucket(bucket)).sdkHttpResponse());
            } catch (S3Exception e) {
                Optional<String> refusal = e.awsErrorDetails() == null
                        ? Optional.empty()
                        : date(e.awsErrorDetails().sdkHttpResponse());
                if (refusal.isEmpty()) {
                    throw e;
                }
                return refusal;
            }
        });
        try {
            return DateTimeFormatter.RFC_1123_DATE_TIME.parse(date.orElse(""), Instant::from);
        } catch (DateTimeParseException e) {
            throw unknown(asked);
        }
    }

    private static Optional<String> date(@Nullable SdkHttpResponse response) {
        return response == null ? Optional.empty() : response.firstMatchingHeader("Date");
    }

    @Override
    public Keeping keeping() throws StorageException {
        @Nullable
        BucketVersioningStatus status = calls.call(
                        asked("VERSIONING"), () -> client.getBucketVersioning(get -> get.bucket(bucket)))
                .status();
        if (status == BucketVersioningStatus.ENABLED) {
            return Keeping.ENABLED;
        }
        return status == BucketVersioningStatus.SUSPENDED ? Keeping.SUSPENDED : Keeping.NEVER;
    }

    @Override
    public Optional<ObjectLock> lock() throws StorageException {
        Asked asked = asked("OBJECT LOCK");
        Optional<Optional<ObjectLockConfiguration>> answer = unless(
                "ObjectLockConfigurationNotFoundError",
                asked,
                () -> Optional.ofNullable(client.getObjectLockConfiguration(get -> get.bucket(bucket))
                        .objectLockConfiguration()));
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        ObjectLockConfiguration configuration = answer.get()
                .filter(one -> one.objectLockEnabled() == ObjectLockEnabled.ENABLED)
                .orElseThrow(() -> unknown(asked));
        return Optional.of(new ObjectLock(
                Optional.ofNullable(configuration.rule()).flatMap(rule -> retention(rule.defaultRetention()))));
    }

    private static Optional<Retention> retention(@Nullable DefaultRetention set) {
        if (set == null) {
            return Optional.empty();
        }
        int days = set.days() != null ? set.days() : set.years() != null ? set.years() * DAYS_OF_YEAR : 0;
        return days == 0 ? Optional.empty() : Optional.of(new Retention(set.modeAsString(), days));
    }

    @Override
    public List<UploadExpiry> uploadExpiries() throws StorageException {
        Asked asked = asked("LIFECYCLE");
        Optional<GetBucketLifecycleConfigurationResponse> answer = unless(
                "NoSuchLifecycleConfiguration",
                asked,
                () -> client.getBucketLifecycleConfiguration(get -> get.bucket(bucket)));
        if (answer.isEmpty()) {
            return List.of();
        }
        if (!answer.get().hasRules()) {
            throw unknown(asked);
        }
        return answer.get().rules().stream()
                .filter(rule -> rule.status() == ExpirationStatus.ENABLED
                        && rule.abortIncompleteMultipartUpload() != null
                        && rule.abortIncompleteMultipartUpload().daysAfterInitiation() != null)
                .map(rule -> new UploadExpiry(
                        prefix(rule), rule.abortIncompleteMultipartUpload().daysAfterInitiation()))
                .toList();
    }

    /** Where it stands has changed over the years. */
    @SuppressWarnings("deprecation")
    private static String prefix(LifecycleRule rule) {
        if (rule.filter() == null) {
            return SdkUploads.orEmpty(rule.prefix());
        }
        return rule.filter().and() == null
                ? SdkUploads.orEmpty(rule.filter().prefix())
                : SdkUploads.orEmpty(rule.filter().and().prefix());
    }

    @Override
    public Optional<Ownership> ownership() throws StorageException {
        Asked asked = asked("OWNERSHIP CONTROLS");
        Optional<Optional<OwnershipControls>> answer = unless(
                "OwnershipControlsNotFoundError",
                asked,
                () -> Optional.ofNullable(client.getBucketOwnershipControls(get -> get.bucket(bucket))
                        .ownershipControls()));
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        OwnershipControls controls = answer.get().orElseThrow(() -> unknown(asked));
        if (!controls.hasRules() || controls.rules().isEmpty()) {
            throw unknown(asked);
        }
        ObjectOwnership rule = controls.rules().getFirst().objectOwnership();
        return switch (rule) {
            case BUCKET_OWNER_ENFORCED -> Optional.of(Ownership.BUCKET_OWNER_ENFORCED);
            case BUCKET_OWNER_PREFERRED -> Optional.of(Ownership.BUCKET_OWNER_PREFERRED);
            case OBJECT_WRITER -> Optional.of(Ownership.OBJECT_WRITER);
            case UNKNOWN_TO_SDK_VERSION -> throw unknown(asked);
        };
    }

    @Override
    public List<Notification> notifications() throws StorageException {
        GetBucketNotificationConfigurationResponse answer = calls.call(
                asked("NOTIFICATIONS"), () -> client.getBucketNotificationConfiguration(get -> get.bucket(bucket)));
        List<Notification> told = new ArrayList<>();
        answer.queueConfigurations()
                .forEach(to -> told.add(new Notification(to.queueArn(), Set.copyOf(to.eventsAsStrings()))));
        answer.topicConfigurations()
                .forEach(to -> told.add(new Notification(to.topicArn(), Set.copyOf(to.eventsAsStrings()))));
        answer.lambdaFunctionConfigurations()
                .forEach(to -> told.add(new Notification(to.lambdaFunctionArn(), Set.copyOf(to.eventsAsStrings()))));
        if (answer.eventBridgeConfiguration() != null) {
            told.add(new Notification(Notification.EVENT_BRIDGE, Set.of()));
        }
        return told;
    }

    @Override
    public void close() {
        client.close();
    }

    /** The answer; empty where the store says that there is no such configuration. */
    private <T> Optional<T> unless(String code, Asked asked, Supplier<T> call) throws StorageException {
        return calls.call(asked, () -> {
            try {
                return Optional.of(call.get());
            } catch (S3Exception e) {
                if (e.awsErrorDetails() != null
                        && code.equals(e.awsErrorDetails().errorCode())) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    private Asked asked(String what) {
        return Asked.ofBucket("GET " + what + " of", place);
    }

    private static StorageException unknown(Asked asked) {
        return new StorageException.Rejected(FailureScope.BUCKET, asked + ": the store does not tell", null);
    }
}
