package io.replicationhub.settings;

import io.replicationhub.config.Setting;
import io.replicationhub.config.SettingsReader;
import io.replicationhub.credentials.CredentialsReference;
import java.net.URI;
import java.util.Optional;

/**
 * The queue of tasks and its dead letters.
 *
 * @param region the one that the program runs in where empty
 * @param endpoint Amazon's own of the region where empty
 */
public record QueueSettings(
        String url,
        String deadLetterUrl,
        Optional<String> region,
        Optional<URI> endpoint,
        CredentialsReference credentials) {

    static QueueSettings read(SettingsReader reader) {
        return new QueueSettings(
                reader.required(Setting.QUEUE_URL),
                reader.required(Setting.DEAD_LETTER_QUEUE_URL),
                reader.text(Setting.QUEUE_REGION),
                reader.endpoint(Setting.QUEUE_ENDPOINT),
                CredentialsSettings.read(reader, Setting.QUEUE_CREDENTIALS));
    }
}
