package io.replicationhub.settings;

import io.replicationhub.config.SettingName;
import io.replicationhub.config.SettingsReader;
import io.replicationhub.credentials.CredentialsReference;
import io.replicationhub.profile.Feature;
import io.replicationhub.profile.StoreProfile;

/** Reads whether we pay for requests where a bucket's owner does not. */
public final class RequesterPays {
    private RequesterPays() {}

    /**
     * Whether each request to a side says that we pay; not to a service that is known not to understand it.
     *
     * @param side as it is called in a sentence
     */
    public static boolean read(
            SettingsReader reader, SettingName setting, String side, StoreProfile service, CredentialsReference who) {
        boolean said = reader.flag(setting, false) && !CopySettings.hasNot(service, Feature.REQUESTER_PAYS);
        if (said && who instanceof CredentialsReference.Anonymous) {
            // S3 User Guide, "Using Requester Pays buckets": anonymous access is refused.
            reader.problem(setting.variable() + " cannot go with anonymous credentials for the " + side
                    + ": there is nobody to pay");
        }
        return said;
    }

    /** Notes it where neither side knows of it. */
    public static void check(SettingsReader reader, SettingName setting, StoreProfile from, StoreProfile to) {
        if (reader.flag(setting, false)
                && CopySettings.hasNot(from, Feature.REQUESTER_PAYS)
                && CopySettings.hasNot(to, Feature.REQUESTER_PAYS)) {
            reader.problem(setting.variable() + " means nothing here: neither " + from.title() + " nor " + to.title()
                    + " has it");
        }
    }
}
