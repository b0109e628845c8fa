package io.replicationhub.cdk;

import java.util.List;
import software.amazon.awscdk.CfnParameter;

/** What v1 asks about the job as a whole. */
record JobParameters(
        CfnParameter jobType, CfnParameter sourceType, CfnParameter credentials, CfnParameter credentialsKey) {
    static final String GET = "GET";
    static final String PUT = "PUT";
    static final String AWS = "AWS S3";
    static final String OSS = "Aliyun OSS";
    static final String KODO = "Qiniu Kodo";
    static final String COS = "Tencent COS";

    static JobParameters add(ParameterSheet.Group group) {
        return new JobParameters(
                group.choice(
                        "jobType",
                        "Job type",
                        "GET: the source is not in this account; credentialsParameterStore is for the source, and the"
                                + " stack's role writes. PUT: the reverse.",
                        List.of(GET, PUT)),
                group.choice(
                        "sourceType",
                        "Source type",
                        "The service that the source is at.",
                        List.of(AWS, OSS, KODO, COS)),
                group.text(
                        "credentialsParameterStore",
                        "Credentials in Parameter Store",
                        "The SecureString of Systems Manager's Parameter Store with the credentials of the side that is"
                                + " not in this account. Empty: that side is read or written without credentials.",
                        TextForm.PARAMETER,
                        "drh-credentials"),
                group.optional(
                        "credentialsKmsKeyArn",
                        "Key of the credentials",
                        "The KMS key that parameter or secret are encrypted with. Empty: the service's own key.",
                        TextForm.KEY_ARN));
    }
}
