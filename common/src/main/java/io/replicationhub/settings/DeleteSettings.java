package io.replicationhub.settings;

import io.replicationhub.config.Setting;
import io.replicationhub.config.SettingsReader;
import io.replicationhub.select.Filter;
import io.replicationhub.send.DeleteLimit;
import java.util.Optional;

/** Reads whether, and how much, may be deleted. */
final class DeleteSettings {
    private DeleteSettings() {}

    /** The limit to one run's deletes; empty where nothing is deleted. */
    static Optional<DeleteLimit> read(SettingsReader reader, Filter filter) {
        Optional<DeleteLimit> limit = reader.parsed(Setting.MAX_DELETE, DeleteLimit::parse);
        return isAsked(reader, filter) ? Optional.of(limit.orElse(DeleteLimit.STANDARD)) : Optional.empty();
    }

    static boolean isAsked(SettingsReader reader, Filter filter) {
        boolean asked = reader.flag(Setting.DELETE, false);
        if (asked
                && (filter.modifiedAfter().isPresent()
                        || filter.modifiedBefore().isPresent())) {
            reader.problem(Setting.DELETE.variable() + " cannot go with " + Setting.MODIFIED_AFTER.variable() + " or "
                    + Setting.MODIFIED_BEFORE.variable() + ": what is gone at the source has no time any more");
        }
        return asked;
    }
}
