package io.replicationhub.object;

import java.util.Optional;

/**
 * How an object is to be kept where it is written.
 *
 * @param storageClass as the destination names it; its default class where empty
 * @param tags to give it; where empty, a new object has none and a copy keeps its source's
 * @param acl where empty, the store's own default, whatever the source's is
 */
public record WriteOptions(
        Optional<String> storageClass, Optional<ObjectTags> tags, Encryption encryption, Optional<CannedAcl> acl) {
    public static final WriteOptions DEFAULT =
            new WriteOptions(Optional.empty(), Optional.empty(), Encryption.AS_THE_BUCKET_SAYS, Optional.empty());

    /** The same in another class, or in the default one. */
    public WriteOptions in(Optional<String> otherClass) {
        return new WriteOptions(otherClass, tags, encryption, acl);
    }

    /** The same with these tags and no others. */
    public WriteOptions with(ObjectTags others) {
        return new WriteOptions(storageClass, Optional.of(others), encryption, acl);
    }

    public WriteOptions with(Encryption other) {
        return new WriteOptions(storageClass, tags, other, acl);
    }

    public WriteOptions with(Optional<CannedAcl> other) {
        return new WriteOptions(storageClass, tags, encryption, other);
    }
}
