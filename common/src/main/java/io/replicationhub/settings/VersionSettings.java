package io.replicationhub.settings;

import io.replicationhub.config.Setting;
import io.replicationhub.config.SettingName;
import io.replicationhub.config.SettingsReader;
import io.replicationhub.profile.Profiles;
import io.replicationhub.select.Filter;
import java.util.Locale;

/** Reads which versions are meant. What makes sense of objects alone is refused for histories: half of one would be none. */
public final class VersionSettings {
    private VersionSettings() {}

    /**
     * What a program calls the settings that are looked at together.
     *
     * @param wire what to say for a client that lists versions
     */
    public record Names(SettingName versions, SettingName delete, SettingName client, String all, String wire) {}

    private static final Names DEPLOYED = new Names(
            Setting.VERSIONS,
            Setting.DELETE,
            Setting.CLIENT,
            Setting.VERSIONS.variable() + "=all",
            Setting.CLIENT.variable() + "=wire");

    /** Reads it, and tells every reason why it cannot go with the other settings. */
    public static Versions read(SettingsReader reader, Names names, Filter filter) {
        Versions versions = reader.choice(names.versions(), Versions.LATEST);
        if (versions == Versions.LATEST) {
            return versions;
        }
        boolean byStamp = filter.minBytes().isPresent()
                || filter.maxBytes().isPresent()
                || filter.modifiedAfter().isPresent()
                || filter.modifiedBefore().isPresent();
        if (byStamp) {
            reader.problem(names.all() + " cannot go with sizes and times: a history is carried whole or not at all");
        }
        if (reader.flag(names.delete(), false)) {
            reader.problem(names.all() + " cannot go with " + names.delete().variable()
                    + ": delete markers are carried as the source has them, and nothing else is deleted");
        }
        if (reader.choice(names.client(), ClientChoice.WIRE) == ClientChoice.SDK) {
            reader.problem(names.all() + " needs " + names.wire()
                    + ": the AWS SDK does not tell in which order versions and delete markers came");
        }
        return versions;
    }

    /** The same for the deployed programs, which know by their settings what services there are. */
    static Versions read(SettingsReader reader, Filter filter, StoreSettings source, StoreSettings destination) {
        Versions versions = read(reader, DEPLOYED, filter);
        for (StoreSettings side : new StoreSettings[] {source, destination}) {
            if (versions == Versions.ALL && side.service().equals(Profiles.OSS)) {
                reader.problem(DEPLOYED.all() + " cannot go with OSS as the "
                        + side.side().name().toLowerCase(Locale.ROOT)
                        + ": its own protocol does not list versions here");
            }
        }
        return versions;
    }
}
