package io.replicationhub.cdk;

import java.util.List;
import software.amazon.awscdk.CfnParameter;

/** What goes along with the bytes, and how copies are kept. */
record CopyParameters(
        CfnParameter storageClass,
        CfnParameter sse,
        CfnParameter bucketKey,
        CfnParameter acl,
        CfnParameter metadata,
        CfnParameter tags,
        CfnParameter onLoss,
        CfnParameter websiteRedirects,
        CfnParameter requesterPays) {
    static final String AES256 = "aes256";
    static final String KMS = "kms";
    static final String KMS_DSSE = "kms-dsse";

    static CopyParameters add(ParameterSheet.Group group) {
        return new CopyParameters(
                group.optional(
                        "destStorageClass",
                        "Storage class",
                        "Of what is written: a class, keep for the source's, or FROM=TO pairs. Empty: the bucket's usual.",
                        TextForm.STORAGE_CLASS),
                group.choice(
                        "sse",
                        "Encryption",
                        "How the destination is asked to encrypt copies. Empty: as the bucket says.",
                        List.of("", AES256, KMS, KMS_DSSE)),
                group.choice(
                        "sseBucketKey",
                        "Bucket key",
                        "Whether the bucket's key spares requests to KMS, with the encryption kms. Empty: as the bucket"
                                + " says.",
                        List.of("", "on", "off")),
                group.choice(
                        "acl",
                        "ACL",
                        "The canned ACL of what is written. Empty: none is sent, which is right for most buckets.",
                        List.of(
                                "",
                                "private",
                                "public-read",
                                "public-read-write",
                                "authenticated-read",
                                "aws-exec-read",
                                "bucket-owner-read",
                                "bucket-owner-full-control")),
                group.choice(
                        "metadata", "Metadata", "Whether the source's metadata goes along.", List.of("true", "false")),
                group.choice("tags", "Tags", "Whether the source's tags go along.", List.of("false", "true")),
                group.choice(
                        "onLoss",
                        "On loss",
                        "What becomes of an object of which the destination cannot hold all (metadata, tags, a class):"
                                + " fail, or warn and copy it without.",
                        List.of("fail", "warn")),
                group.choice(
                        "websiteRedirects",
                        "Website redirects",
                        "true: copies by the store itself look for a redirect at every object.",
                        List.of("false", "true")),
                group.choice(
                        "requesterPays",
                        "Requester pays",
                        "true: each request says that we pay for it.",
                        List.of("false", "true")));
    }
}
