package io.replicationhub.settings;

import io.replicationhub.config.SettingsReader;
import io.replicationhub.object.Encryption;
import io.replicationhub.object.Encryption.BucketKey;
import io.replicationhub.object.Encryption.Method;
import io.replicationhub.profile.Feature;
import io.replicationhub.profile.StoreProfile;
import io.replicationhub.settings.CopySettings.Names;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads how copies are to be encrypted by the store that keeps them. */
final class EncryptionSettings {
    /** Ids, ARNs and aliases of keys (KMS API reference, "DescribeKey": KeyId). It stands in a header. */
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9:/_.-]{1,2048}");

    private EncryptionSettings() {}

    static Encryption read(SettingsReader reader, Names names, StoreProfile to) {
        Optional<Method> asked = reader.parsed(names.sse(), EncryptionSettings::method);
        Optional<String> key = reader.parsed(names.kmsKeyId(), EncryptionSettings::key);
        Optional<BucketKey> bucketKey = reader.parsed(names.bucketKey(), EncryptionSettings::bucketKey);
        // What was asked for and cannot be read has been told of; nothing more is concluded from it.
        boolean unreadable = asked.isEmpty() && reader.text(names.sse()).isPresent();
        Method method = asked.orElse(Method.AS_THE_BUCKET_SAYS);
        boolean kms = method == Method.KMS || method == Method.KMS_DSSE;
        if (key.isPresent() && !kms && !unreadable) {
            reader.problem(names.kmsKeyId().variable() + " means nothing without "
                    + names.sse().variable() + " kms or kms-dsse");
        }
        if (bucketKey.isPresent() && method != Method.KMS && !unreadable) {
            reader.problem(names.bucketKey().variable() + " means nothing without "
                    + names.sse().variable() + " kms");
        }
        Feature needed = switch (method) {
            case KMS -> Feature.SSE_KMS;
            case KMS_DSSE -> Feature.SSE_DSSE;
            case AES256, AS_THE_BUCKET_SAYS -> Feature.SSE_S3;
        };
        if (asked.isPresent() && CopySettings.hasNot(to, needed)) {
            reader.problem(names.sse().variable() + " cannot be used: the destination is " + to.title()
                    + ", which does not encrypt so when it is asked in the words of S3");
        } else if (bucketKey.filter(BucketKey.USED::equals).isPresent()
                && CopySettings.hasNot(to, Feature.SSE_BUCKET_KEY)) {
            reader.problem(names.bucketKey().variable() + " cannot be used: the destination is " + to.title()
                    + ", which has no keys of buckets");
        }
        return new Encryption(
                method,
                kms ? key : Optional.empty(),
                method == Method.KMS ? bucketKey.orElse(BucketKey.AS_THE_BUCKET_SAYS) : BucketKey.AS_THE_BUCKET_SAYS);
    }

    /** In our words, or in those of S3's header. */
    private static Method method(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "aes256" -> Method.AES256;
            case "kms", "aws:kms" -> Method.KMS;
            case "kms-dsse", "aws:kms:dsse" -> Method.KMS_DSSE;
            default -> throw new IllegalArgumentException("one of aes256, kms, kms-dsse");
        };
    }

    private static String key(String text) {
        if (!KEY.matcher(text).matches()) {
            throw new IllegalArgumentException("the id, the ARN or the alias of a key");
        }
        return text;
    }

    private static BucketKey bucketKey(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "on", "true" -> BucketKey.USED;
            case "off", "false" -> BucketKey.NOT_USED;
            default -> throw new IllegalArgumentException("on or off");
        };
    }
}
