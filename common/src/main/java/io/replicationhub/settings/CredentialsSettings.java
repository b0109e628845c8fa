package io.replicationhub.settings;

import io.replicationhub.config.Setting;
import io.replicationhub.config.SettingsReader;
import io.replicationhub.credentials.CredentialsReference;
import java.util.List;

/** Reads references to credentials. */
final class CredentialsSettings {
    private static final List<String> PARTS = List.of("_ACCESS_KEY_ID", "_SECRET_ACCESS_KEY", "_SESSION_TOKEN");

    private CredentialsSettings() {}

    static CredentialsReference read(SettingsReader reader, Setting setting) {
        CredentialsReference reference =
                reader.confidential(setting, CredentialsReference::parse).orElse(new CredentialsReference.Default());
        if (reference instanceof CredentialsReference.Environment environment) {
            // The prefix may be one of ours; then these are no typos.
            PARTS.forEach(part -> reader.expect(environment.prefix() + part));
        }
        return reference;
    }
}
