package io.replicationhub.testkit.memory;

import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.StoreLimits;
import io.replicationhub.object.WriteOptions;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What S3 refuses before it looks at a body. */
final class Rules {
    /** S3 User Guide, "Working with object metadata": user-defined metadata is limited to 2 KB. */
    private static final int MOST_USER_METADATA_BYTES = 2048;

    /** What S3 says of an object that was sent without a type. */
    private static final String DEFAULT_TYPE = "binary/octet-stream";

    private static final Set<String> CLASSES = Set.of(
            "STANDARD",
            "STANDARD_IA",
            "ONEZONE_IA",
            "INTELLIGENT_TIERING",
            "GLACIER",
            "GLACIER_IR",
            "DEEP_ARCHIVE",
            "REDUCED_REDUNDANCY");

    private Rules() {}

    static void checkKey(ObjectKey key, StoreLimits limits) throws StorageException {
        int bytes = utf8(key.value());
        if (bytes > limits.maxKeyBytes()) {
            throw rejected("KeyTooLongError: " + bytes + " bytes");
        }
    }

    static ObjectMetadata kept(ObjectKey key, ObjectMetadata metadata) throws StorageException {
        int bytes = 0;
        for (Map.Entry<String, String> pair : metadata.user().entrySet()) {
            bytes += utf8(pair.getKey()) + utf8(pair.getValue());
        }
        if (bytes > MOST_USER_METADATA_BYTES) {
            throw rejected("MetadataTooLarge: " + bytes + " bytes for " + key);
        }
        return new ObjectMetadata(
                Optional.of(metadata.contentType().orElse(DEFAULT_TYPE)),
                metadata.contentEncoding(),
                metadata.contentLanguage(),
                metadata.contentDisposition(),
                metadata.cacheControl(),
                metadata.expires(),
                metadata.websiteRedirect(),
                metadata.user());
    }

    /**
     * What a copy takes along: everything but the redirect, which S3 never copies (API reference, CopyObject: "This value
     * is unique to each object and is not copied").
     */
    static ObjectMetadata carried(ObjectMetadata original) {
        return new ObjectMetadata(
                original.contentType(),
                original.contentEncoding(),
                original.contentLanguage(),
                original.contentDisposition(),
                original.cacheControl(),
                original.expires(),
                Optional.empty(),
                original.user());
    }

    static String storageClass(WriteOptions options) throws StorageException {
        String name = options.storageClass().orElse("STANDARD");
        if (!CLASSES.contains(name)) {
            throw rejected("InvalidStorageClass: " + name);
        }
        return name;
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static StorageException rejected(String why) {
        return new StorageException.Rejected(FailureScope.OBJECT, why, null);
    }
}
