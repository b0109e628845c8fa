package io.replicationhub.testkit.memory;

import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectTags;
import io.replicationhub.object.ObjectTrait;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.StoreLimits;
import io.replicationhub.object.StoreLimits.Traits;
import io.replicationhub.object.WriteOptions;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** What S3 refuses before it looks at a body. */
final class Rules {
    /** What is refused by a store that sets no limits of its own: S3's. */
    private static final Traits USUAL = Traits.AMAZON_S3;

    /** S3 User Guide, "Categorizing your objects using tags": in Unicode characters. */
    private static final int LONGEST_TAG_NAME = 128;

    private static final int LONGEST_TAG_VALUE = 256;

    /** What S3 says of an object that was sent without a type. */
    private static final String DEFAULT_TYPE = "binary/octet-stream";

    private Rules() {}

    static void checkKey(ObjectKey key, StoreLimits limits) throws StorageException {
        int bytes = utf8(key.value());
        if (bytes > limits.maxKeyBytes()) {
            throw rejected("KeyTooLongError: " + bytes + " bytes");
        }
    }

    static ObjectMetadata kept(ObjectKey key, ObjectMetadata metadata, StoreLimits limits) throws StorageException {
        int bytes = 0;
        for (Map.Entry<String, String> pair : metadata.user().entrySet()) {
            bytes += utf8(pair.getKey()) + utf8(pair.getValue());
        }
        if (bytes > traits(limits).maxUserMetadataBytes()) {
            throw refused(ObjectTrait.USER_METADATA, "MetadataTooLarge: " + bytes + " bytes for " + key);
        }
        return metadata.withContentType(Optional.of(metadata.contentType().orElse(DEFAULT_TYPE)));
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

    /** What an object is kept with, the class by its name. */
    static WriteOptions kept(WriteOptions options, StoreLimits limits) throws StorageException {
        String name = options.storageClass().orElse("STANDARD");
        if (!traits(limits).storageClasses().contains(name)) {
            throw refused(ObjectTrait.STORAGE_CLASS, "InvalidStorageClass: " + name);
        }
        ObjectTags tags = options.tags().orElse(ObjectTags.NONE);
        if (!tags.isEmpty()) {
            checkTagsKnown(limits);
        }
        if (tags.size() > traits(limits).maxTags()) {
            throw refused(ObjectTrait.TAGS, "BadRequest: object tags cannot be greater than 10");
        }
        for (Map.Entry<String, String> tag : tags.pairs().entrySet()) {
            if (tag.getKey().isEmpty()
                    || points(tag.getKey()) > LONGEST_TAG_NAME
                    || points(tag.getValue()) > LONGEST_TAG_VALUE) {
                throw refused(ObjectTrait.TAGS, "InvalidTag: " + tag);
            }
        }
        return options.in(Optional.of(name)).with(tags);
    }

    static void checkTagsKnown(StoreLimits limits) throws StorageException {
        if (limits.traits().maxTags() == 0) {
            throw refused(ObjectTrait.TAGS, "NotImplemented: this store has no tags");
        }
    }

    private static Traits traits(StoreLimits limits) {
        return limits.traits().equals(Traits.UNKNOWN) ? USUAL : limits.traits();
    }

    private static int points(String text) {
        return text.codePointCount(0, text.length());
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static StorageException refused(ObjectTrait trait, String why) {
        return new StorageException.Rejected(FailureScope.OBJECT, trait, why, null);
    }

    private static StorageException rejected(String why) {
        return new StorageException.Rejected(FailureScope.OBJECT, why, null);
    }
}
