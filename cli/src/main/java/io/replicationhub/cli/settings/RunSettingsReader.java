package io.replicationhub.cli.settings;

import io.replicationhub.config.ByteSize;
import io.replicationhub.config.SettingName;
import io.replicationhub.config.SettingsException;
import io.replicationhub.config.SettingsReader;
import io.replicationhub.object.RetrievalTier;
import io.replicationhub.plan.CompareMode;
import io.replicationhub.select.Filter;
import io.replicationhub.select.Selection;
import io.replicationhub.send.DeleteLimit;
import io.replicationhub.settings.CopySettings;
import io.replicationhub.settings.RequesterPays;
import io.replicationhub.settings.VersionSettings;
import io.replicationhub.settings.Versions;
import io.replicationhub.transfer.EngineOptions.MetadataChoice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
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

    private static final VersionSettings.Names VERSIONS =
            new VersionSettings.Names(Option.VERSIONS, Option.DELETE, Option.CLIENT, "--versions all", "--client wire");

    private final Arguments arguments;
    private final Map<String, String> environment;
    private final InstantSource clock;
    private final SideReader.Look look;

    private RunSettingsReader(
            Arguments arguments, Map<String, String> environment, InstantSource clock, SideReader.Look look) {
        this.arguments = arguments;
        this.environment = environment;
        this.clock = clock;
        this.look = look;
    }

    /**
     * @param environment for credentials, and for the default of --state
     * @throws SettingsException with every problem
     */
    public static RunSettings read(Arguments arguments, Map<String, String> environment, InstantSource clock)
            throws SettingsException {
        return read(arguments, environment, clock, SideReader.Look.NOW);
    }

    /** As the other, for a command that does without credentials, or looks for them itself. */
    public static RunSettings readWithoutCredentials(
            Arguments arguments, Map<String, String> environment, InstantSource clock) throws SettingsException {
        return read(arguments, environment, clock, SideReader.Look.LATER);
    }

    private static RunSettings read(
            Arguments arguments, Map<String, String> environment, InstantSource clock, SideReader.Look look)
            throws SettingsException {
        var reading = new RunSettingsReader(arguments, environment, clock, look);
        return SettingsReader.read(arguments.texts(), reader -> reading.settings(reader));
    }

    private RunSettings settings(SettingsReader reader) {
        SideReader sides = new SideReader(reader, environment, look);
        SideSettings source = sides.read(
                Option.SOURCE,
                Option.SOURCE_ENDPOINT,
                Option.SOURCE_REGION,
                Option.SOURCE_PROFILE,
                Option.SOURCE_CREDENTIALS);
        SideSettings destination = sides.read(
                Option.DESTINATION,
                Option.DESTINATION_ENDPOINT,
                Option.DESTINATION_REGION,
                Option.DESTINATION_PROFILE,
                Option.DESTINATION_CREDENTIALS);
        RequesterPays.check(reader, Option.REQUESTER_PAYS, source.service(), destination.service());
        Selection selection = new Selection(
                source.location().prefix(),
                destination.location().prefix(),
                new FilterReader(reader, clock).read(arguments.filters()));
        boolean located = source.location().isNamed() && destination.location().isNamed();
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
        Versions versions = VersionSettings.read(reader, VERSIONS, filter);
        if (versions == Versions.LATEST) {
            return versions;
        }
        if (reader.flag(Option.DEEP, false)) {
            reader.problem("--versions all cannot go with --deep");
        }
        return versions;
    }

    private static OptionalInt number(SettingsReader reader, SettingName setting, int least, int most) {
        return reader.text(setting).isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(reader.number(setting, least, most, least));
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
        boolean writable = Files.exists(file) ? Files.isWritable(file) : folder != null && Files.isWritable(folder);
        if (Files.isDirectory(file) || !writable) {
            throw new IllegalArgumentException("a file in a folder that can be written to");
        }
        return file;
    }

    private Path defaultState() {
        String base = environment.getOrDefault("XDG_STATE_HOME", "");
        if (!base.isEmpty()) {
            return Path.of(base, "drh");
        }
        // Java's own is that of the list of users, which sudo, containers and services do without.
        String home = environment.getOrDefault("HOME", "");
        return Path.of(home.isEmpty() ? System.getProperty("user.home", ".") : home, ".local", "state", "drh");
    }
}
