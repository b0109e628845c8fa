package io.replicationhub.settings;

import io.replicationhub.config.Setting;
import io.replicationhub.config.SettingsException;
import io.replicationhub.config.SettingsReader;
import io.replicationhub.config.TimeSpan;
import io.replicationhub.object.Uploaders;
import io.replicationhub.plan.CompareMode;
import io.replicationhub.plan.Side;
import io.replicationhub.select.Selection;
import io.replicationhub.send.DeleteLimit;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the JobSender is told.
 *
 * @param stack the name that metrics go by
 * @param backlogLimit with more messages than this still there, a run adds none
 * @param deletes the limit to deletes, where objects that are only at the destination are to be deleted
 * @param staleUploadAge from this age on, unfinished uploads under the destination prefix are aborted; never where empty
 * @param uploaders those whose unfinished uploads are ours; where empty, everybody's under the prefix are
 */
public record JobSenderSettings(
        String stack,
        StoreSettings source,
        StoreSettings destination,
        ClientChoice client,
        QueueSettings queue,
        Selection selection,
        Versions versions,
        CompareMode compare,
        Optional<DeleteLimit> deletes,
        int backlogLimit,
        Optional<Duration> staleUploadAge,
        Optional<Uploaders> uploaders) {
    static final int BACKLOG_LIMIT = 1_000;
    /** One message that nobody can do anything about must not keep a run from looking. */
    static final int BACKLOG_LIMIT_LEAST = 1;

    static final int BACKLOG_LIMIT_MOST = 1_000_000;
    /** Above the time in which an upload of ours that goes on gets its next part, redelivery included. */
    static final Duration STALE_UPLOAD_AGE_LEAST = Duration.ofDays(1);

    /** Reads them, or throws every problem that there is. */
    public static JobSenderSettings read(Map<String, String> environment) throws SettingsException {
        return SettingsReader.read(environment, JobSenderSettings::read);
    }

    /** Every variable that is read. */
    public static Set<String> variables() {
        return SettingsReader.namesRead(JobSenderSettings::read);
    }

    private static JobSenderSettings read(SettingsReader reader) {
        StoreSettings source = StoreSettings.read(reader, Side.SOURCE);
        StoreSettings destination = StoreSettings.read(reader, Side.DESTINATION);
        RequesterPays.check(reader, Setting.REQUESTER_PAYS, source.service(), destination.service());
        var selection = new Selection(source.prefix(), destination.prefix(), FilterSettings.read(reader));
        Overlap.check(reader, source, destination, selection);
        return new JobSenderSettings(
                reader.required(Setting.STACK),
                source,
                destination,
                reader.choice(Setting.CLIENT, ClientChoice.WIRE),
                QueueSettings.read(reader),
                selection,
                VersionSettings.read(reader, selection.filter(), source, destination),
                reader.choice(Setting.COMPARE, CompareMode.AUTO),
                DeleteSettings.read(reader, selection.filter()),
                reader.number(Setting.BACKLOG_LIMIT, BACKLOG_LIMIT_LEAST, BACKLOG_LIMIT_MOST, BACKLOG_LIMIT),
                reader.parsed(Setting.STALE_UPLOAD_AGE, JobSenderSettings::age),
                reader.parsed(Setting.UPLOADERS, Uploaders::parse));
    }

    private static Duration age(String text) {
        Duration age = TimeSpan.parse(text);
        if (age.compareTo(STALE_UPLOAD_AGE_LEAST) < 0) {
            throw new IllegalArgumentException("a time of at least " + TimeSpan.format(STALE_UPLOAD_AGE_LEAST));
        }
        return age;
    }
}
