package io.replicationhub.cdk;

import java.util.List;
import software.amazon.awscdk.CfnParameter;

/**
 * What is asked for each side alike. Those of v1 have its names; the others are new.
 *
 * @param access how the side is signed in to
 * @param accessName which parameter, secret or role that takes
 */
record SideParameters(
        CfnParameter bucket,
        CfnParameter prefix,
        CfnParameter region,
        CfnParameter endpoint,
        CfnParameter profile,
        CfnParameter access,
        CfnParameter accessName,
        CfnParameter keyArn) {
    static final String BY_JOB_TYPE = "by jobType";
    static final String STACK_ROLE = "stack role";
    static final String PARAMETER = "parameter";
    static final String SECRET = "secret";
    static final String ROLE = "role";
    static final String ANONYMOUS = "anonymous";
    static final List<String> ACCESS = List.of(BY_JOB_TYPE, STACK_ROLE, PARAMETER, SECRET, ROLE, ANONYMOUS);

    private static final String ELSEWHERE =
            " In China and GovCloud, where the stack's role is used: empty is the stack's own region.";

    private static final List<String> PROFILES =
            List.of("", "aws", "s3", "ceph", "minio", "gcs", "r2", "cos", "kodo", "oss");

    static SideParameters source(ParameterSheet.Group group) {
        return new SideParameters(
                group.required("srcBucketName", "Source bucket", "The bucket to copy from.", TextForm.BUCKET),
                group.optional(
                        "srcBucketPrefix",
                        "Source prefix",
                        "The first characters of the keys to copy, byte for byte; end it with / to mean a folder. Empty:"
                                + " the whole bucket.",
                        TextForm.PREFIX),
                group.optional(
                        "sourceRegion",
                        "Source region",
                        "The region of the source bucket. Empty: Amazon S3 tells it, and other services' may stand"
                                + " beside the credentials." + ELSEWHERE,
                        TextForm.REGION),
                group.optional(
                        "sourceEndpoint",
                        "Source endpoint",
                        "The address of the source where neither sourceType nor the credentials say it.",
                        TextForm.ENDPOINT),
                profile(group, "source"),
                access(group, "source", "GET"),
                accessName(group, "source"),
                group.optional(
                        "sourceKmsKeyArn",
                        "Source KMS key",
                        "The key that the source's objects are encrypted with, where the stack's role is to read them.",
                        TextForm.KEY_ARN));
    }

    static SideParameters destination(ParameterSheet.Group group) {
        return new SideParameters(
                group.required("destBucketName", "Destination bucket", "The bucket to copy to.", TextForm.BUCKET),
                group.optional(
                        "destBucketPrefix",
                        "Destination prefix",
                        "What replaces the source prefix in keys, byte for byte; end it with / to mean a folder.",
                        TextForm.PREFIX),
                group.optional(
                        "destinationRegion",
                        "Destination region",
                        "The region of the destination bucket. Empty: Amazon S3 tells it." + ELSEWHERE,
                        TextForm.REGION),
                group.optional(
                        "destinationEndpoint",
                        "Destination endpoint",
                        "The address of the destination where it is not Amazon S3.",
                        TextForm.ENDPOINT),
                profile(group, "destination"),
                access(group, "destination", "PUT"),
                accessName(group, "destination"),
                group.optional(
                        "sseKmsKeyArn",
                        "Destination KMS key",
                        "The key that copies are encrypted with: allowed to the stack's role, and named in each request"
                                + " where the encryption is kms or kms-dsse. Where the encryption is empty: the key that"
                                + " the bucket encrypts with by itself.",
                        TextForm.KEY_ARN));
    }

    private static CfnParameter profile(ParameterSheet.Group group, String side) {
        return group.choice(
                side + "Profile",
                capital(side) + " profile",
                "How the service at the " + side + " differs from Amazon S3. Empty: "
                        + (side.equals("source") ? "sourceType and the endpoint tell." : "the endpoint tells."),
                PROFILES);
    }

    private static CfnParameter access(ParameterSheet.Group group, String side, String jobType) {
        return group.choice(
                side + "Credentials",
                capital(side) + " credentials",
                "How to sign in to the " + side + ". by jobType: " + jobType
                        + " takes credentialsParameterStore, the other the stack's own role. The others say it for this"
                        + " side alone, whatever jobType says.",
                ACCESS);
    }

    private static CfnParameter accessName(ParameterSheet.Group group, String side) {
        return group.optional(
                side + "CredentialsName",
                capital(side) + " credentials: which",
                "The name of the parameter, the ARN of the secret, or the ARN of the role (with ?external-id=ID behind it"
                        + " where the role asks for one). Never the credentials themselves.",
                TextForm.CREDENTIALS);
    }

    private static String capital(String side) {
        return Character.toUpperCase(side.charAt(0)) + side.substring(1);
    }
}
