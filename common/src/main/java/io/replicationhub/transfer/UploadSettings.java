package io.replicationhub.transfer;

import io.replicationhub.object.Encryption;
import io.replicationhub.object.ObjectTags;
import io.replicationhub.object.WriteOptions;

/**
 * The settings that an upload was begun with, as text that travels with it: whoever finds it goes on only where his own
 * are equal. Spelled out, for what a record says of itself may differ from JDK to JDK, and sender, workers and the next
 * version of either need not run on the same one.
 */
final class UploadSettings {
    private UploadSettings() {}

    /** @param preserving whether the parts are cut so that the copy should have the source's ETag */
    static String text(EngineOptions options, boolean preserving) {
        WriteOptions write = options.write();
        Encryption encryption = write.encryption();
        Fidelity fidelity = options.fidelity();
        StringBuilder text = new StringBuilder(200);
        add(text, "class", write.storageClass().orElse(""));
        add(
                text,
                "tags",
                write.tags().map(ObjectTags::pairs).map(Object::toString).orElse(""));
        add(text, "acl", write.acl().map(Enum::name).orElse(""));
        add(text, "encryption", encryption.method().name());
        add(text, "key", encryption.kmsKeyId().orElse(""));
        add(text, "bucketKey", encryption.bucketKey().name());
        add(text, "metadata", options.metadata().name());
        add(text, "carriedTags", fidelity.tags().name());
        add(text, "classRule", rule(fidelity.storageClass()));
        add(text, "onLoss", fidelity.onLoss().name());
        add(text, "redirects", fidelity.redirects().name());
        add(text, "preserving", Boolean.toString(preserving));
        return text.substring(1);
    }

    private static String rule(StorageClassRule rule) {
        if (rule instanceof StorageClassRule.Kept kept) {
            return "kept" + kept.translation();
        }
        return rule instanceof StorageClassRule.Mapped mapped ? "mapped" + mapped.classes() : "given";
    }

    private static void add(StringBuilder text, String name, String value) {
        text.append(' ').append(name).append('=').append(value);
    }
}
