package io.replicationhub.cli.doctor;

import io.replicationhub.cli.policy.Wanted;
import io.replicationhub.object.ObjectTags;
import io.replicationhub.object.StoreLimits;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.permission.Operation;
import io.replicationhub.settings.CopySettings;
import io.replicationhub.transfer.Fidelity.TagsChoice;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What a run may ask for besides with what it writes. */
enum Extra {
    TAGS("put tags", Operation.TAG, "tags can be written"),
    ACL("put an ACL", Operation.GRANT, "the ACL is taken"),
    KEY("encrypt", Operation.ENCRYPT, "the key of KMS can be used"),
    CLASS("storage class", Operation.CREATE_UPLOAD, "the class is taken");

    private static final ObjectTags SOME_TAGS = ObjectTags.of(Map.of("drh-doctor", "1"));

    private final String probe;
    private final Operation operation;
    private final String good;

    Extra(String probe, Operation operation, String good) {
        this.probe = probe;
        this.operation = operation;
        this.good = good;
    }

    String probe() {
        return probe;
    }

    Operation operation() {
        return operation;
    }

    /** What it means that it was taken. */
    String good() {
        return good;
    }

    /** Those that copies are made with, at a store of these limits. */
    static Set<Extra> of(CopySettings copies, StoreLimits limits) {
        EnumSet<Extra> extras = EnumSet.noneOf(Extra.class);
        WriteOptions write = copies.write();
        boolean tags = copies.fidelity().tags() == TagsChoice.CARRY;
        add(extras, TAGS, tags && limits.traits().maxTags() > 0);
        add(extras, ACL, write.acl().isPresent());
        add(extras, KEY, Wanted.usesKms(write.encryption()));
        add(extras, CLASS, write.storageClass().isPresent());
        return extras;
    }

    private static void add(Set<Extra> extras, Extra extra, boolean asked) {
        if (asked) {
            extras.add(extra);
        }
    }

    /** With these of what copies are made with, and nothing else. */
    static WriteOptions options(Set<Extra> extras, WriteOptions write) {
        WriteOptions options = WriteOptions.DEFAULT;
        if (extras.contains(ACL)) {
            options = options.with(write.acl());
        }
        if (extras.contains(CLASS)) {
            options = options.in(write.storageClass());
        }
        if (extras.contains(KEY)) {
            options = options.with(write.encryption());
        }
        return extras.contains(TAGS) ? options.with(SOME_TAGS) : options;
    }
}
