package io.replicationhub.permission;

import io.replicationhub.plan.Side;
import io.replicationhub.profile.StoreProfile;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be allowed in one bucket.
 *
 * @param prefix of the keys, byte for byte; empty for the whole bucket
 * @param key of KMS, as an id, an ARN or an alias; the account's own key for S3 where empty
 */
public record BucketGrants(Partition partition, String bucket, String prefix, Optional<String> key) {
    /** KMS API reference, "Key identifiers": the alias of the key that S3 makes for an account. */
    private static final String ACCOUNTS_OWN = "alias/aws/s3";
    /** Sources: MinIO's documentation, "Access Management"; Ceph's, "Bucket Policies". What an unknown service does is not. */
    private static final Set<String> IAM = Set.of("aws", "s3", "ceph", "minio");

    /** Whether a service goes by AWS's names of actions and by its policies, as far as is known. */
    public static boolean areUnderstoodBy(StoreProfile service) {
        return IAM.contains(service.name());
    }

    /** One for each action that the purposes take on a side, in a fixed order. */
    public List<Grant> of(Collection<Purpose> purposes, Side side) {
        return Purpose.actions(purposes, side).stream().map(this::of).toList();
    }

    /** The action on what it is about here. */
    public Grant of(Action action) {
        return switch (action.about()) {
            case BUCKET -> Grant.of(action, bucketArn());
            case LISTED_KEYS ->
                prefix.isEmpty()
                        ? Grant.of(action, bucketArn())
                        : Grant.of(action, bucketArn()).when("StringLike", "s3:prefix", literal(prefix) + '*');
            case OBJECTS -> Grant.of(action, bucketArn() + '/' + literal(prefix) + '*');
            case KEY -> ofKey(action);
            case PARAMETER, SECRET, ROLE, STACK ->
                throw new IllegalArgumentException(action + " is not about a bucket");
        };
    }

    private Grant ofKey(Action action) {
        String named = key.orElse(ACCOUNTS_OWN);
        int alias = named.startsWith("arn:") ? named.indexOf(":alias/") + 1 : 0;
        if (named.startsWith("arn:") && alias == 0) {
            return Grant.of(action, named);
        }
        String name = named.substring(alias);
        if (!name.startsWith("alias/")) {
            return Grant.of(action, partition.arn("kms", "*", "*", "key/" + name));
        }
        // Policies know keys by their ids alone, and aliases as a condition (KMS Developer Guide,
        // "kms:ResourceAliases").
        return Grant.of(action, partition.arn("kms", "*", "*", "key/*"))
                .when("ForAnyValue:StringEquals", "kms:ResourceAliases", name);
    }

    private String bucketArn() {
        return partition.arn("s3", "", "", bucket);
    }

    /** Characters that mean something in policies, as themselves (IAM User Guide, "Policy variables": special characters). */
    private static String literal(String text) {
        StringBuilder literal = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            literal.append(c == '*' || c == '?' || c == '$' ? "${" + c + '}' : String.valueOf(c));
        }
        return literal.toString();
    }
}
