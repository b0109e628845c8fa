package io.replicationhub.cli.policy;

import io.replicationhub.object.Encryption;
import io.replicationhub.permission.Purpose;
import io.replicationhub.settings.CopySettings;
import io.replicationhub.transfer.Fidelity.TagsChoice;
import java.util.EnumSet;
import java.util.Set;

/** What the options of a run take. */
public final class Wanted {
    private Wanted() {}

    /** For {@code replicate}, and with it for {@code plan} and {@code verify}. */
    public static Set<Purpose> by(CopySettings copies, boolean deletes, boolean versions) {
        EnumSet<Purpose> wanted = EnumSet.of(Purpose.COMPARE, Purpose.COPY, Purpose.LEFT_UPLOADS);
        boolean tags = copies.fidelity().tags() == TagsChoice.CARRY;
        add(wanted, Purpose.TAGS, tags);
        add(wanted, Purpose.ACL, copies.write().acl().isPresent());
        add(wanted, Purpose.DESTINATION_KEY, usesKms(copies.write().encryption()));
        add(wanted, Purpose.DELETE, deletes);
        add(wanted, Purpose.VERSIONS, versions);
        add(wanted, Purpose.VERSION_TAGS, versions && tags);
        return wanted;
    }

    public static boolean usesKms(Encryption encryption) {
        return switch (encryption.method()) {
            case KMS, KMS_DSSE -> true;
            case AS_THE_BUCKET_SAYS, AES256 -> false;
        };
    }

    static void add(Set<Purpose> wanted, Purpose purpose, boolean asked) {
        if (asked) {
            wanted.add(purpose);
        }
    }
}
