package io.replicationhub.settings;

import io.replicationhub.config.ByteRate;
import io.replicationhub.config.ByteSize;
import io.replicationhub.config.Setting;
import io.replicationhub.config.SettingsException;
import io.replicationhub.config.SettingsReader;
import io.replicationhub.plan.Side;
import io.replicationhub.select.Selection;
import io.replicationhub.transfer.EngineOptions.MetadataChoice;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What the JobWorker is told.
 *
 * @param stack the name that metrics go by
 * @param selection what may be touched
 * @param deletes whether this worker may delete
 * @param memory how many bytes of bodies may be held at once; a share of the heap where empty
 * @param concurrency how many threads copy; as many as turn out to be worth having where empty
 * @param partSize of objects that are copied in parts; the engine's where empty
 */
public record JobWorkerSettings(
        String stack,
        StoreSettings source,
        StoreSettings destination,
        ClientChoice client,
        QueueSettings queue,
        Selection selection,
        Versions versions,
        boolean deletes,
        CopySettings copies,
        Optional<ByteSize> memory,
        OptionalInt concurrency,
        Optional<ByteSize> partSize,
        Optional<ByteRate> bandwidth) {
    private static final CopySettings.Names COPIES = new CopySettings.Names(
            Setting.DESTINATION_STORAGE_CLASS,
            Setting.TAGS,
            Setting.ON_LOSS,
            Setting.WEBSITE_REDIRECTS,
            Setting.ACL,
            Setting.SSE,
            Setting.SSE_KMS_KEY_ID,
            Setting.SSE_BUCKET_KEY);

    /** Two parts of the usual size. */
    static final ByteSize MEMORY_LEAST = ByteSize.ofMiB(16);

    static final ByteSize MEMORY_MOST = ByteSize.ofMiB(10 << 10);
    static final int CONCURRENCY_MOST = 512;
    /** What S3 takes (Amazon S3 User Guide, "Multipart upload limits"). */
    static final ByteSize PART_LEAST = ByteSize.ofMiB(5);

    static final ByteSize PART_MOST = ByteSize.ofMiB(5 << 10);

    /** Reads them, or throws every problem that there is. */
    public static JobWorkerSettings read(Map<String, String> environment) throws SettingsException {
        return SettingsReader.read(environment, JobWorkerSettings::read);
    }

    /** Every variable that is read. */
    public static Set<String> variables() {
        return SettingsReader.namesRead(JobWorkerSettings::read);
    }

    private static JobWorkerSettings read(SettingsReader reader) {
        StoreSettings source = StoreSettings.read(reader, Side.SOURCE);
        StoreSettings destination = StoreSettings.read(reader, Side.DESTINATION);
        var selection = new Selection(source.prefix(), destination.prefix(), FilterSettings.read(reader));
        RequesterPays.check(reader, Setting.REQUESTER_PAYS, source.service(), destination.service());
        // Events of its own copies would keep a worker busy for ever.
        Overlap.check(reader, source, destination, selection);
        return new JobWorkerSettings(
                reader.required(Setting.STACK),
                source,
                destination,
                reader.choice(Setting.CLIENT, ClientChoice.WIRE),
                QueueSettings.read(reader),
                selection,
                VersionSettings.read(reader, selection.filter(), source, destination),
                DeleteSettings.isAsked(reader, selection.filter()),
                CopySettings.read(
                        reader,
                        COPIES,
                        reader.flag(Setting.METADATA, true) ? MetadataChoice.CARRY : MetadataChoice.LEAVE,
                        source.service(),
                        destination.service()),
                reader.text(Setting.MEMORY)
                        .map(set -> reader.size(Setting.MEMORY, MEMORY_LEAST, MEMORY_MOST, MEMORY_LEAST)),
                reader.text(Setting.CONCURRENCY).stream()
                        .mapToInt(set -> reader.number(Setting.CONCURRENCY, 1, CONCURRENCY_MOST, 1))
                        .findFirst(),
                reader.text(Setting.PART_SIZE)
                        .map(set -> reader.size(Setting.PART_SIZE, PART_LEAST, PART_MOST, PART_LEAST)),
                reader.rate(Setting.BANDWIDTH));
    }
}
