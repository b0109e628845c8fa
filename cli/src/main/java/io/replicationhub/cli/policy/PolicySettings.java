package io.replicationhub.cli.policy;

import io.replicationhub.cli.settings.Arguments;
import io.replicationhub.cli.settings.Option;
import io.replicationhub.config.SettingsException;
import io.replicationhub.config.SettingsReader;
import io.replicationhub.plan.Side;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What drh policy is told beside the settings of a run.
 *
 * @param principal that the policies of buckets and keys are to name
 * @param sourceKey of KMS, as an id, an ARN or an alias
 */
record PolicySettings(
        Set<Side> sides, Optional<String> principal, Optional<String> sourceKey, boolean restore, boolean doctor) {
    /** IAM User Guide, "IAM ARNs": users, roles, accounts, and sessions of roles. */
    private static final Pattern PRINCIPAL =
            Pattern.compile("arn:aws[a-z-]*:(iam|sts)::[0-9]{12}:(root|[a-z-]+/[A-Za-z0-9_+=,.@/-]{1,512})");
    /** As with the key of the destination: ids, ARNs and aliases. */
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9:/_.-]{1,2048}");

    /** Which sides are meant. */
    private enum Which {
        SOURCE(EnumSet.of(Side.SOURCE)),
        DESTINATION(EnumSet.of(Side.DESTINATION)),
        BOTH(EnumSet.allOf(Side.class));

        private final Set<Side> sides;

        Which(Set<Side> sides) {
            this.sides = sides;
        }
    }

    static PolicySettings read(Arguments arguments) throws SettingsException {
        return SettingsReader.read(
                arguments.texts(),
                reader -> new PolicySettings(
                        reader.choice(Option.SIDE, Which.BOTH).sides,
                        reader.parsed(
                                Option.PRINCIPAL,
                                text -> matching(
                                        PRINCIPAL,
                                        text,
                                        "the ARN of a role or user, such as arn:aws:iam::123456789012:role/NAME")),
                        reader.parsed(
                                Option.SOURCE_KMS_KEY_ID,
                                text -> matching(KEY, text, "the id, the ARN or the alias of a key")),
                        reader.flag(Option.FOR_RESTORE, false),
                        reader.flag(Option.FOR_DOCTOR, false)));
    }

    private static String matching(Pattern form, String text, String expected) {
        if (!form.matcher(text).matches()) {
            throw new IllegalArgumentException(expected);
        }
        return text;
    }
}
