package io.replicationhub.cli.settings;

import io.replicationhub.config.ByteSize;
import io.replicationhub.plan.CompareMode;
import io.replicationhub.select.Selection;
import io.replicationhub.send.DeleteLimit;
import io.replicationhub.settings.CopySettings;
import io.replicationhub.settings.Versions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Everything a run goes by, read and checked.
 *
 * @param deletes the limit to deletes, where what is only at the destination is to be deleted
 * @param memory what the whole process may use
 * @param bandwidth bytes in a second
 */
public record RunSettings(
        SideSettings source,
        SideSettings destination,
        Selection selection,
        Versions versions,
        CompareMode compare,
        Optional<DeleteLimit> deletes,
        ArchiveSettings archives,
        CopySettings copies,
        ByteSize partSize,
        OptionalInt concurrency,
        ByteSize memory,
        OptionalLong bandwidth,
        OptionalInt maxFailures,
        Duration outage,
        Path state,
        ClientChoice client,
        Optional<Path> caCertificates,
        Optional<Path> report,
        boolean json,
        boolean quiet,
        boolean deep,
        boolean exitCode) {

    /** Who speaks to the stores. */
    public enum ClientChoice {
        WIRE,
        SDK
    }
}
