package io.replicationhub.permission;

import static io.replicationhub.permission.Action.About.BUCKET;
import static io.replicationhub.permission.Action.About.KEY;
import static io.replicationhub.permission.Action.About.LISTED_KEYS;
import static io.replicationhub.permission.Action.About.OBJECTS;

import java.util.Arrays;
import java.util.Optional;

/**
 * An action of AWS's Identity and Access Management. Source of all names: Service Authorization Reference, "Actions,
 * resources, and condition keys for Amazon S3", and those of the other services.
 */
public enum Action {
    LIST_BUCKET("s3:ListBucket", LISTED_KEYS),
    LIST_BUCKET_VERSIONS("s3:ListBucketVersions", LISTED_KEYS),
    LIST_BUCKET_UPLOADS("s3:ListBucketMultipartUploads", BUCKET),
    GET_BUCKET_VERSIONING("s3:GetBucketVersioning", BUCKET),
    GET_BUCKET_LOCK("s3:GetBucketObjectLockConfiguration", BUCKET),
    GET_LIFECYCLE("s3:GetLifecycleConfiguration", BUCKET),
    GET_OWNERSHIP("s3:GetBucketOwnershipControls", BUCKET),
    GET_NOTIFICATION("s3:GetBucketNotification", BUCKET),
    GET_OBJECT("s3:GetObject", OBJECTS),
    GET_OBJECT_VERSION("s3:GetObjectVersion", OBJECTS),
    GET_OBJECT_TAGGING("s3:GetObjectTagging", OBJECTS),
    GET_OBJECT_VERSION_TAGGING("s3:GetObjectVersionTagging", OBJECTS),
    RESTORE_OBJECT("s3:RestoreObject", OBJECTS),
    PUT_OBJECT("s3:PutObject", OBJECTS),
    PUT_OBJECT_TAGGING("s3:PutObjectTagging", OBJECTS),
    PUT_OBJECT_ACL("s3:PutObjectAcl", OBJECTS),
    DELETE_OBJECT("s3:DeleteObject", OBJECTS),
    DELETE_OBJECT_VERSION("s3:DeleteObjectVersion", OBJECTS),
    ABORT_UPLOAD("s3:AbortMultipartUpload", OBJECTS),
    LIST_PARTS("s3:ListMultipartUploadParts", OBJECTS),
    KMS_DECRYPT("kms:Decrypt", KEY),
    KMS_GENERATE_DATA_KEY("kms:GenerateDataKey", KEY),
    GET_PARAMETER("ssm:GetParameter", About.PARAMETER),
    GET_SECRET("secretsmanager:GetSecretValue", About.SECRET),
    ASSUME_ROLE("sts:AssumeRole", About.ROLE),
    DESCRIBE_STACKS("cloudformation:DescribeStacks", About.STACK),
    GET_QUEUE_ATTRIBUTES("sqs:GetQueueAttributes", About.STACK),
    GET_FUNCTION_CONFIGURATION("lambda:GetFunctionConfiguration", About.STACK),
    LIST_EVENT_SOURCE_MAPPINGS("lambda:ListEventSourceMappings", About.STACK),
    GET_SCHEDULE("scheduler:GetSchedule", About.STACK),
    LIST_SUBSCRIPTIONS("sns:ListSubscriptionsByTopic", About.STACK);

    /** What an action is allowed on. */
    public enum About {
        BUCKET,
        /**
         * The bucket, for requests that name the prefix. Where an object is not there S3 looks whether its key might be
         * listed, and says so (404) or not (403): it takes the key for the prefix then (ceph/ceph#68577 follows it in
         * this).
         */
        LISTED_KEYS,
        OBJECTS,
        /** A key of KMS. */
        KEY,
        PARAMETER,
        SECRET,
        ROLE,
        /** A deployed stack or one of its parts. */
        STACK
    }

    private final String id;
    private final About about;

    Action(String id, About about) {
        this.id = id;
        this.about = about;
    }

    /** As it stands in a policy: {@code s3:GetObject}. */
    public String id() {
        return id;
    }

    public About about() {
        return about;
    }

    /** The action of a name; empty where it is none of ours. */
    public static Optional<Action> named(String id) {
        return Arrays.stream(values())
                .filter(action -> action.id.equalsIgnoreCase(id))
                .findFirst();
    }

    @Override
    public String toString() {
        return id;
    }
}
