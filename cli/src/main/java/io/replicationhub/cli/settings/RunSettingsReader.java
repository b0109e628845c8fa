package io.replicationhub.cli.settings;

import io.replicationhub.aws.credentials.CredentialsSources;
import io.replicationhub.config.ByteSize;
import io.replicationhub.config.Secrets;
import io.replicationhub.config.SettingName;
import io.replicationhub.config.SettingsException;
import io.replicationhub.config.SettingsReader;
import io.replicationhub.config.TimeSpan;
import io.replicationhub.credentials.CredentialsReference;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.object.RetrievalTier;
import io.replicationhub.object.StorageException;
import io.replicationhub.plan.CompareMode;
import io.replicationhub.profile.Profiles;
import io.replicationhub.profile.StoreProfile;
import io.replicationhub.select.BadGlobException;
import io.replicationhub.select.Filter;
import io.replicationhub.select.FilterRule;
import io.replicationhub.select.Selection;
import io.replicationhub.send.DeleteLimit;
import io.replicationhub.settings.CopySettings;
import io.replicationhub.settings.RequesterPays;
import io.replicationhub.transfer.EngineOptions.MetadataChoice;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads arguments into settings, with all that is wrong with them at once. */
public final class RunSettingsReader {
    static final int MAX_CONCURRENCY = 512;
    static final ByteSize MIN_MEMORY = ByteSize.ofMiB(96);
    static final ByteSize DEFAULT_MEMORY = ByteSize.ofMiB(192);
    private static final ByteSize MAX_MEMORY = ByteSize.ofMiB(64 << 10);
    private static final ByteSize MIN_PART = ByteSize.ofMiB(5);
    private static final ByteSize DEFAULT_PART = ByteSize.ofMiB(8);
    private static final Duration DEFAULT_OUTAGE = Duration.ofSeconds(60);
    private static final Duration MAX_OUTAGE = Duration.ofHours(24);
    private static final CopySettings.Names COPIES = new CopySettings.Names(
            Option.STORAGE_CLASS,
            Option.TAGS,
            Option.ON_LOSS,
            Option.WEBSITE_REDIRECTS,
            Option.ACL,
            Option.SSE,
            Option.SSE_KMS_KEY_ID,
            Option.SSE_BUCKET_KEY);

    private static final Location NOWHERE = new Location("s3", "", "");

    private final Arguments arguments;
    private final Map<String, String> environment;
    private final InstantSource clock;

    private RunSettingsReader(Arguments arguments, Map<String, String> environment, InstantSource clock) {
        this.arguments = arguments;
        this.environment = environment;
        this.clock = clock;
    }

    /**
     * @param environment for credentials, and for the default of --state
     * @throws SettingsException with every problem
     */
    public static RunSettings read(Arguments arguments, Map<String, String> environment, InstantSource clock)
            throws SettingsException {
        Map<String, String> values = new HashMap<>();
        arguments.values().forEach((option, value) -> values.put(option.variable(), value));
        var reading = new RunSettingsReader(arguments, environment, clock);
        return SettingsReader.read(values, reader -> reading.settings(reader));
    }

    private RunSettings settings(SettingsReader reader) {
        SideSettings source = side(
                reader,
                Option.SOURCE,
                Option.SOURCE_ENDPOINT,
                Option.SOURCE_REGION,
                Option.SOURCE_PROFILE,
                Option.SOURCE_CREDENTIALS);
        SideSettings destination = side(
                reader,
                Option.DESTINATION,
                Option.DESTINATION_ENDPOINT,
                Option.DESTINATION_REGION,
                Option.DESTINATION_PROFILE,
                Option.DESTINATION_CREDENTIALS);
        RequesterPays.check(reader, Option.REQUESTER_PAYS, source.service(), destination.service());
        Selection selection =
                new Selection(source.location().prefix(), destination.location().prefix(), filter(reader));
        boolean located =
                !source.location().equals(NOWHERE) && !destination.location().equals(NOWHERE);
        if (located && source.isSameBucketAs(destination) && selection.writesIntoItsSource()) {
            reader.problem("DESTINATION must not lie inside SOURCE: " + destination.location() + " is inside "
                    + source.location() + ", and a run would copy its own copies");
        } else if (located && source.isSameBucketAs(destination) && selection.liesInItsDestination()) {
            reader.problem("SOURCE must not lie inside DESTINATION: " + source.location() + " is inside "
                    + destination.location() + ", and a run might overwrite or delete what it copies from");
        }
        ByteSize memory = reader.size(Option.MEMORY, MIN_MEMORY, MAX_MEMORY, DEFAULT_MEMORY);
        return new RunSettings(
                source,
                destination,
                selection,
                versions(reader, selection.filter()),
                reader.choice(Option.COMPARE, CompareMode.AUTO),
                deletes(reader, selection.filter()),
                new ArchiveSettings(
                        reader.choice(Option.ARCHIVED, ArchiveSettings.Archived.SKIP),
                        reader.number(Option.DAYS, 1, ArchiveSettings.MAX_DAYS, ArchiveSettings.DEFAULT_DAYS),
                        reader.choice(Option.TIER, RetrievalTier.STANDARD)),
                CopySettings.read(
                        reader,
                        COPIES,
                        reader.flag(Option.NO_METADATA, false) ? MetadataChoice.LEAVE : MetadataChoice.CARRY,
                        source.service(),
                        destination.service()),
                reader.size(Option.PART_SIZE, MIN_PART, MemoryShares.largestPart(memory), DEFAULT_PART),
                number(reader, Option.CONCURRENCY, 1, MAX_CONCURRENCY),
                memory,
                reader.rate(Option.BANDWIDTH)
                        .map(rate -> OptionalLong.of(rate.bytesPerSecond()))
                        .orElse(OptionalLong.empty()),
                number(reader, Option.MAX_FAILURES, 1, Integer.MAX_VALUE),
                reader.duration(Option.OUTAGE, Duration.ofSeconds(1), MAX_OUTAGE, DEFAULT_OUTAGE),
                reader.parsed(Option.STATE, RunSettingsReader::path).orElseGet(() -> defaultState()),
                reader.choice(Option.CLIENT, RunSettings.ClientChoice.WIRE),
                reader.parsed(Option.CA_CERT, RunSettingsReader::readableFile),
                reader.parsed(Option.REPORT, RunSettingsReader::writableFile),
                reader.flag(Option.JSON, false),
                reader.flag(Option.QUIET, false),
                reader.flag(Option.DEEP, false),
                reader.flag(Option.EXIT_CODE, false));
    }

    private SideSettings side(
            SettingsReader reader,
            SettingName location,
            SettingName endpoint,
            SettingName region,
            SettingName profile,
            SettingName who) {
        Optional<Location> at = reader.parsed(location, Location::parse);
        if (at.isEmpty() && reader.required(location).isEmpty()) {
            // Noted as missing by the reader; the run will not start.
            at = Optional.of(NOWHERE);
        }
        Location where = at.orElse(NOWHERE);
        Optional<URI> address = reader.endpoint(endpoint);
        Optional<StoreProfile> service =
                reader.parsed(profile, Profiles::named).or(() -> Profiles.ofScheme(where.scheme()));
        CredentialsReference identity = reader.confidential(who, text -> found(CredentialsReference.parse(text)))
                .orElse(new CredentialsReference.Default());
        SideSettings side = new SideSettings(
                where,
                address,
                reader.text(region),
                service,
                identity,
                RequesterPays.read(
                        reader,
                        Option.REQUESTER_PAYS,
                        location.variable(),
                        Profiles.of(service, address.isPresent() || identity.maySayPlace()),
                        identity));
        // What stands beside the credentials may still name it.
        Optional.of(side)
                .filter(known -> !known.credentials().maySayPlace())
                .flatMap(SideSettings::missing)
                .ifPresent(what -> reader.problem(location.variable() + " needs " + what + "; see "
                        + endpoint.variable() + " and " + region.variable()));
        return side;
    }

    /** Where it costs no request to see that credentials are not there, it is seen before anything is begun. */
    private CredentialsReference found(CredentialsReference reference) {
        try {
            CredentialsSource source = CredentialsSources.open(reference, environment);
            if (reference instanceof CredentialsReference.Environment
                    || reference instanceof CredentialsReference.JsonFile) {
                var unused = source.current();
            }
            return reference;
        } catch (StorageException e) {
            throw new IllegalArgumentException("credentials that are there: " + e.getMessage(), e);
        }
    }

    private Filter filter(SettingsReader reader) {
        List<FilterRule> rules = new ArrayList<>();
        for (Map.Entry<Option, String> rule : arguments.filters()) {
            try {
                rules.add(
                        rule.getKey() == Option.INCLUDE
                                ? FilterRule.include(rule.getValue())
                                : FilterRule.exclude(rule.getValue()));
            } catch (BadGlobException e) {
                reader.problem(
                        rule.getKey().variable() + " must be a glob: " + e.getMessage() + Secrets.was(rule.getValue()));
            }
        }
        OptionalLong least = size(reader, Option.MIN_SIZE);
        OptionalLong most = size(reader, Option.MAX_SIZE);
        if (least.isPresent() && most.isPresent() && least.getAsLong() > most.getAsLong()) {
            reader.problem("--min-size must not be greater than --max-size: nothing would be selected");
        }
        Optional<Instant> after = reader.parsed(Option.MODIFIED_AFTER, this::time);
        Optional<Instant> before = reader.parsed(Option.MODIFIED_BEFORE, this::time);
        if (after.isPresent() && before.isPresent() && !after.get().isBefore(before.get())) {
            reader.problem("--modified-after must be earlier than --modified-before: nothing would be selected");
        }
        return new Filter(rules, least, most, after, before);
    }

    private static Optional<DeleteLimit> deletes(SettingsReader reader, Filter filter) {
        Optional<DeleteLimit> limit = reader.parsed(Option.MAX_DELETE, DeleteLimit::parse);
        boolean asked = reader.flag(Option.DELETE, false);
        if (asked
                && (filter.modifiedAfter().isPresent()
                        || filter.modifiedBefore().isPresent())) {
            reader.problem("--delete cannot go with --modified-after or --modified-before: what is gone at the source"
                    + " has no time any more");
        }
        if (limit.isPresent() && !asked) {
            reader.problem("--max-delete means nothing without --delete");
        }
        return asked ? Optional.of(limit.orElse(DeleteLimit.STANDARD)) : Optional.empty();
    }

    /** What makes sense of objects alone is refused for histories: half of one would be none. */
    private static Versions versions(SettingsReader reader, Filter filter) {
        Versions versions = reader.choice(Option.VERSIONS, Versions.LATEST);
        if (versions == Versions.LATEST) {
            return versions;
        }
        boolean byStamp = filter.minBytes().isPresent()
                || filter.maxBytes().isPresent()
                || filter.modifiedAfter().isPresent()
                || filter.modifiedBefore().isPresent();
        if (byStamp) {
            reader.problem("--versions all cannot go with sizes and times: a history is carried whole or not at all");
        }
        if (reader.flag(Option.DELETE, false)) {
            reader.problem("--versions all cannot go with --delete: delete markers are carried as the source has them,"
                    + " and nothing else is deleted");
        }
        if (reader.flag(Option.DEEP, false)) {
            reader.problem("--versions all cannot go with --deep");
        }
        if (reader.choice(Option.CLIENT, RunSettings.ClientChoice.WIRE) == RunSettings.ClientChoice.SDK) {
            reader.problem("--versions all needs --client wire: the AWS SDK does not tell in which order versions and"
                    + " delete markers came");
        }
        return versions;
    }

    private static OptionalLong size(SettingsReader reader, SettingName setting) {
        return reader.parsed(setting, ByteSize::parse)
                .map(size -> OptionalLong.of(size.bytes()))
                .orElse(OptionalLong.empty());
    }

    private static OptionalInt number(SettingsReader reader, SettingName setting, int least, int most) {
        return reader.text(setting).isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(reader.number(setting, least, most, least));
    }

    /** A date is the beginning of that day in UTC; a length of time is so long ago. */
    private Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException notAnInstant) {
            try {
                return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            } catch (DateTimeParseException notADate) {
                try {
                    return clock.instant().minus(TimeSpan.parse(text));
                } catch (IllegalArgumentException notATimeSpan) {
                    throw new IllegalArgumentException(
                            "a time such as 2026-01-31, 2026-01-31T08:00:00Z or 7d for 7 days ago", notATimeSpan);
                }
            }
        }
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (java.nio.file.InvalidPathException e) {
            throw new IllegalArgumentException("a path; " + e.getReason(), e);
        }
    }

    private static Path readableFile(String text) {
        Path file = path(text);
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new IllegalArgumentException("a file that can be read");
        }
        return file;
    }

    private static Path writableFile(String text) {
        Path file = path(text);
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || folder == null || !Files.isWritable(folder)) {
            throw new IllegalArgumentException("a file in a folder that can be written to");
        }
        return file;
    }

    private Path defaultState() {
        String base = environment.getOrDefault("XDG_STATE_HOME", "");
        return base.isEmpty()
                ? Path.of(System.getProperty("user.home", "."), ".local", "state", "drh")
                : Path.of(base, "drh");
    }
}
