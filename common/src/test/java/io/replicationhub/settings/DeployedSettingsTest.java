package io.replicationhub.settings;

import static io.replicationhub.settings.LeastSettings.FROM;
import static io.replicationhub.settings.LeastSettings.LEAST;
import static io.replicationhub.settings.LeastSettings.QUEUE;
import static io.replicationhub.settings.LeastSettings.TO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.config.ByteRate;
import io.replicationhub.config.ByteSize;
import io.replicationhub.config.Setting;
import io.replicationhub.config.SettingsException;
import io.replicationhub.credentials.CredentialsReference;
import io.replicationhub.object.CannedAcl;
import io.replicationhub.object.Uploaders;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.plan.CompareMode;
import io.replicationhub.plan.Side;
import io.replicationhub.profile.Profiles;
import io.replicationhub.select.Filter;
import io.replicationhub.select.FilterRule;
import io.replicationhub.select.Selection;
import io.replicationhub.transfer.EngineOptions.MetadataChoice;
import io.replicationhub.transfer.Fidelity;
import io.replicationhub.transfer.Fidelity.OnLoss;
import io.replicationhub.transfer.Fidelity.RedirectChoice;
import io.replicationhub.transfer.Fidelity.TagsChoice;
import io.replicationhub.transfer.StorageClassRule;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** That every setting of the deployed programs is read, and what holds where one is left out. */
class DeployedSettingsTest {
    @Test
    void aSenderHasTheseDefaults() throws SettingsException {
        assertEquals(
                new JobSenderSettings(
                        "s",
                        FROM,
                        TO,
                        ClientChoice.WIRE,
                        QUEUE,
                        Selection.EVERYTHING,
                        Versions.LATEST,
                        CompareMode.AUTO,
                        Optional.empty(),
                        1_000,
                        Optional.empty(),
                        Optional.empty()),
                JobSenderSettings.read(LEAST));
    }

    @Test
    void aWorkerHasTheseDefaults() throws SettingsException {
        assertEquals(
                new JobWorkerSettings(
                        "s",
                        FROM,
                        TO,
                        ClientChoice.WIRE,
                        QUEUE,
                        Selection.EVERYTHING,
                        Versions.LATEST,
                        false,
                        CopySettings.USUAL,
                        Optional.empty(),
                        OptionalInt.empty(),
                        Optional.empty(),
                        Optional.empty()),
                JobWorkerSettings.read(LEAST));
    }

    @Test
    void everySettingOfTheSenderIsHeeded() throws SettingsException {
        Map<String, String> set = new HashMap<>(stores());
        set.putAll(filters());
        set.put("DRH_VERSIONS", "latest");
        set.put("DRH_COMPARE", "size-and-time");
        set.put("DRH_DELETE", "false");
        set.put("DRH_MAX_DELETE", "12");
        set.put("DRH_BACKLOG_LIMIT", "5");
        set.put("DRH_STALE_UPLOAD_AGE", "7d");
        set.put("DRH_UPLOADERS", "worker, arn:aws:iam::1:user/u");
        assertEquals(JobSenderSettings.variables(), set.keySet(), "the test must set every variable");

        JobSenderSettings read = JobSenderSettings.read(set);
        Filter filter = read.selection().filter();
        assertEquals(
                List.of(FilterRule.Verdict.INCLUDE, FilterRule.Verdict.EXCLUDE),
                filter.rules().stream().map(FilterRule::verdict).toList());
        assertTrue(filter.acceptsKey("a/b.csv", 0));
        assertFalse(filter.acceptsKey("a/b.txt", 0));
        assertEquals(OptionalLong.of(1024), filter.minBytes());
        assertEquals(OptionalLong.of(1 << 30), filter.maxBytes());
        assertEquals(Optional.of(Instant.parse("2026-01-01T00:00:00Z")), filter.modifiedAfter());
        assertEquals(Optional.of(Instant.parse("2026-02-01T00:00:00Z")), filter.modifiedBefore());
        assertEquals(
                new JobSenderSettings(
                        "stack-2",
                        source(),
                        destination(),
                        ClientChoice.SDK,
                        queue(),
                        new Selection("in/", "out/", filter),
                        Versions.LATEST,
                        CompareMode.SIZE_AND_TIME,
                        Optional.empty(),
                        5,
                        Optional.of(Duration.ofDays(7)),
                        Optional.of(new Uploaders(List.of("worker", "arn:aws:iam::1:user/u")))),
                read);
    }

    @Test
    void everySettingOfTheWorkerIsHeeded() throws SettingsException {
        Map<String, String> set = new HashMap<>(stores());
        set.putAll(filters());
        set.put("DRH_DELETE", "false");
        set.put("DRH_VERSIONS", "latest");
        set.put("DRH_DESTINATION_STORAGE_CLASS", "STANDARD_IA");
        set.put("DRH_TAGS", "true");
        set.put("DRH_ON_LOSS", "warn");
        set.put("DRH_WEBSITE_REDIRECTS", "true");
        set.put("DRH_ACL", "bucket-owner-full-control");
        set.put("DRH_SSE", "");
        set.put("DRH_SSE_KMS_KEY_ID", "");
        set.put("DRH_SSE_BUCKET_KEY", "");
        set.put("DRH_METADATA", "false");
        set.put("DRH_MEMORY", "128MiB");
        set.put("DRH_CONCURRENCY", "12");
        set.put("DRH_BANDWIDTH", "10MB/s");
        set.put("DRH_PART_SIZE", "16MiB");
        assertEquals(JobWorkerSettings.variables(), set.keySet(), "the test must set every variable");
        JobWorkerSettings read = JobWorkerSettings.read(set);
        Filter filter = read.selection().filter();
        assertFalse(filter.acceptsKey("a/b.txt", 0));
        assertEquals(
                new JobWorkerSettings(
                        "stack-2",
                        source(),
                        destination(),
                        ClientChoice.SDK,
                        queue(),
                        new Selection("in/", "out/", filter),
                        Versions.LATEST,
                        false,
                        new CopySettings(
                                WriteOptions.DEFAULT
                                        .in(Optional.of("STANDARD_IA"))
                                        .with(Optional.of(CannedAcl.BUCKET_OWNER_FULL_CONTROL)),
                                MetadataChoice.LEAVE,
                                new Fidelity(
                                        TagsChoice.CARRY,
                                        new StorageClassRule.Given(),
                                        OnLoss.WARN,
                                        RedirectChoice.ALWAYS)),
                        Optional.of(ByteSize.ofMiB(128)),
                        OptionalInt.of(12),
                        Optional.of(ByteSize.ofMiB(16)),
                        Optional.of(new ByteRate(10_000_000))),
                read);
    }

    @Test
    void everySettingThereIsIsReadBySomebody() {
        Set<String> all =
                Arrays.stream(Setting.values()).map(Setting::variable).collect(Collectors.toCollection(TreeSet::new));
        Set<String> read = new TreeSet<>(JobSenderSettings.variables());
        read.addAll(JobWorkerSettings.variables());
        assertEquals(all, read);
    }

    private static Map<String, String> filters() {
        return Map.of(
                "DRH_RULES", "include *.csv\nexclude *\n",
                "DRH_MIN_SIZE", "1KiB",
                "DRH_MAX_SIZE", "1GiB",
                "DRH_MODIFIED_AFTER", "2026-01-01T00:00:00Z",
                "DRH_MODIFIED_BEFORE", "2026-02-01T00:00:00Z");
    }

    private static Map<String, String> stores() {
        Map<String, String> set = new HashMap<>();
        set.put("DRH_STACK", "stack-2");
        set.put("DRH_CLIENT", "sdk");
        set.put("DRH_REQUESTER_PAYS", "false");
        set.put("DRH_SOURCE_BUCKET", "from");
        set.put("DRH_SOURCE_PREFIX", "in/");
        set.put("DRH_SOURCE_REGION", "cn-north-1");
        set.put("DRH_SOURCE_ENDPOINT", "http://127.0.0.1:1");
        set.put("DRH_SOURCE_PROFILE", "cos");
        set.put("DRH_SOURCE_CREDENTIALS", "profile:china");
        set.put("DRH_SOURCE_PATH_STYLE", "true");
        set.put("DRH_DESTINATION_BUCKET", "to");
        set.put("DRH_DESTINATION_PREFIX", "out/");
        set.put("DRH_DESTINATION_REGION", "us-west-2");
        set.put("DRH_DESTINATION_ENDPOINT", "http://127.0.0.1:2");
        set.put("DRH_DESTINATION_PROFILE", "ceph");
        set.put("DRH_DESTINATION_CREDENTIALS", "env:TO");
        set.put("DRH_DESTINATION_PATH_STYLE", "false");
        set.put("DRH_QUEUE_URL", "https://q/1");
        set.put("DRH_DEAD_LETTER_QUEUE_URL", "https://d/1");
        set.put("DRH_QUEUE_REGION", "eu-west-1");
        set.put("DRH_QUEUE_ENDPOINT", "http://127.0.0.1:3");
        set.put("DRH_QUEUE_CREDENTIALS", "anonymous");
        return set;
    }

    private static StoreSettings source() {
        return new StoreSettings(
                Side.SOURCE,
                "from",
                "in/",
                Optional.of("cn-north-1"),
                Optional.of(URI.create("http://127.0.0.1:1")),
                Optional.of(Profiles.COS),
                new CredentialsReference.Profile("china"),
                StoreSettings.Addressing.PATH,
                false);
    }

    private static StoreSettings destination() {
        return new StoreSettings(
                Side.DESTINATION,
                "to",
                "out/",
                Optional.of("us-west-2"),
                Optional.of(URI.create("http://127.0.0.1:2")),
                Optional.of(Profiles.CEPH),
                new CredentialsReference.Environment("TO"),
                StoreSettings.Addressing.HOST,
                false);
    }

    private static QueueSettings queue() {
        return new QueueSettings(
                "https://q/1",
                "https://d/1",
                Optional.of("eu-west-1"),
                Optional.of(URI.create("http://127.0.0.1:3")),
                new CredentialsReference.Anonymous());
    }
}
