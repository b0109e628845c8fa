package io.replicationhub.permission;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * A request that we make, or what a request asks for besides, and the action that allows it. Source of the pairs: Amazon
 * S3 User Guide, "Required permissions for Amazon S3 API operations", and for keys "Using server-side encryption with AWS
 * KMS keys". HEAD of a bucket is not among them: we make none that must succeed.
 */
public enum Operation {
    LIST("ListObjectsV2", Action.LIST_BUCKET),
    LIST_VERSIONS("ListObjectVersions", Action.LIST_BUCKET_VERSIONS),
    LIST_UPLOADS("ListMultipartUploads", Action.LIST_BUCKET_UPLOADS),
    GET_VERSIONING("GetBucketVersioning", Action.GET_BUCKET_VERSIONING),
    GET_LOCK("GetObjectLockConfiguration", Action.GET_BUCKET_LOCK),
    GET_LIFECYCLE("GetBucketLifecycleConfiguration", Action.GET_LIFECYCLE),
    GET_OWNERSHIP("GetBucketOwnershipControls", Action.GET_OWNERSHIP),
    GET_NOTIFICATION("GetBucketNotificationConfiguration", Action.GET_NOTIFICATION),
    HEAD("HeadObject", Action.GET_OBJECT),
    GET("GetObject", Action.GET_OBJECT),
    HEAD_VERSION("HeadObject of a version", Action.GET_OBJECT_VERSION),
    GET_VERSION("GetObject of a version", Action.GET_OBJECT_VERSION),
    GET_TAGS("GetObjectTagging", Action.GET_OBJECT_TAGGING),
    GET_VERSION_TAGS("GetObjectTagging of a version", Action.GET_OBJECT_VERSION_TAGGING),
    RESTORE("RestoreObject", Action.RESTORE_OBJECT),
    PUT("PutObject", Action.PUT_OBJECT),
    /** The destination's half; the source's is {@link #GET} or {@link #GET_VERSION}. */
    COPY("CopyObject", Action.PUT_OBJECT),
    CREATE_UPLOAD("CreateMultipartUpload", Action.PUT_OBJECT),
    UPLOAD_PART("UploadPart", Action.PUT_OBJECT),
    /** As with {@link #COPY}. */
    COPY_PART("UploadPartCopy", Action.PUT_OBJECT),
    COMPLETE_UPLOAD("CompleteMultipartUpload", Action.PUT_OBJECT),
    ABORT_UPLOAD("AbortMultipartUpload", Action.ABORT_UPLOAD),
    LIST_PARTS("ListParts", Action.LIST_PARTS),
    /** Tags that come along with what makes an object. */
    TAG("x-amz-tagging", Action.PUT_OBJECT_TAGGING),
    /** A canned ACL that comes along with what makes an object. */
    GRANT("x-amz-acl", Action.PUT_OBJECT_ACL),
    /** Encryption with a key of KMS, which S3 asks for in our name. */
    ENCRYPT("x-amz-server-side-encryption: aws:kms", Action.KMS_GENERATE_DATA_KEY),
    /** The same for what is read, and for uploads in parts. */
    DECRYPT("reading what a key of KMS encrypts", Action.KMS_DECRYPT),
    DELETE("DeleteObject", Action.DELETE_OBJECT),
    DELETE_VERSION("DeleteObject of a version", Action.DELETE_OBJECT_VERSION),
    GET_PARAMETER("GetParameter", Action.GET_PARAMETER),
    GET_SECRET("GetSecretValue", Action.GET_SECRET),
    ASSUME_ROLE("AssumeRole", Action.ASSUME_ROLE);

    private final String request;
    private final Action action;

    Operation(String request, Action action) {
        this.request = request;
        this.action = action;
    }

    /** What AWS's API references call it. */
    public String request() {
        return request;
    }

    public Action action() {
        return action;
    }

    /** What allows all of these. */
    public static Set<Action> actions(Collection<Operation> operations) {
        EnumSet<Action> actions = EnumSet.noneOf(Action.class);
        operations.forEach(operation -> actions.add(operation.action));
        return Collections.unmodifiableSet(actions);
    }
}
