package io.replicationhub.cli.settings;

import io.replicationhub.config.SettingName;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Every option, once: its name follows from the constant's, the command line and the config file take the same ones, and
 * the help shows them in this order.
 */
public enum Option implements SettingName {
    SOURCE_ENDPOINT(Section.WHERE, "URL", "http[s]://host[:port] of the source, where it is not Amazon S3"),
    SOURCE_REGION(
            Section.WHERE, "REGION", "the region of the source bucket; on Amazon S3 it is found out where left out"),
    SOURCE_PROFILE(
            Section.WHERE,
            "NAME",
            "how the source differs from Amazon S3: aws | s3 | ceph | minio | gcs | r2 | cos | kodo | oss; what its"
                    + " URL's scheme says where left out"),
    SOURCE_CREDENTIALS(
            Section.WHERE,
            "REF",
            "default | profile:NAME | env:PREFIX | file:PATH | ssm:NAME | secretsmanager:NAME |"
                    + " role:ARN[?external-id=ID] | anonymous; env:SRC reads SRC_ACCESS_KEY_ID,"
                    + " SRC_SECRET_ACCESS_KEY and SRC_SESSION_TOKEN; files, parameters and secrets hold JSON"),
    DESTINATION_ENDPOINT(Section.WHERE, "URL", "the address of the destination, likewise"),
    DESTINATION_REGION(Section.WHERE, "REGION", "the region of the destination bucket, likewise"),
    DESTINATION_PROFILE(Section.WHERE, "NAME", "how the destination differs from Amazon S3, likewise"),
    DESTINATION_CREDENTIALS(Section.WHERE, "REF", "the credentials for the destination, likewise"),

    INCLUDE(
            Section.WHICH,
            "GLOB",
            "take keys that match; rules are tried in the order given and the first that matches decides"),
    EXCLUDE(Section.WHICH, "GLOB", "leave out keys that match"),
    MIN_SIZE(Section.WHICH, "SIZE", "take objects of at least this size: 512, 10KiB, 5MB"),
    MAX_SIZE(Section.WHICH, "SIZE", "take objects of at most this size"),
    MODIFIED_AFTER(
            Section.WHICH,
            "TIME",
            "take objects modified at or after; 7d (7 days ago), 2026-01-31, or 2026-01-31T08:00:00Z"),
    MODIFIED_BEFORE(Section.WHICH, "TIME", "take objects modified before"),
    DELETE(
            Section.WHICH,
            "",
            "delete at the destination what is selected and not at the source, when both have been listed whole"),
    MAX_DELETE(
            Section.WHICH,
            "N|P%",
            "delete nothing where it would be more than so many, or than that share of the destination (default 10%)"),
    ARCHIVED(
            Section.WHICH,
            "skip|fail",
            "what objects mean that must be restored from an archive first: told and no failure (default), or exit 1"),
    VERSIONS(
            Section.WHICH,
            "latest|all",
            "the newest version of each object (default), or its whole history with its delete markers, oldest first;"
                    + " both buckets must keep versions"),
    COMPARE(Section.CHANGED, "MODE", "auto (default) | size | size-and-time | etag | checksum"),

    STORAGE_CLASS(
            Section.WRITTEN,
            "CLASS",
            "the storage class of what is written, for example STANDARD_IA; or keep, for the source's; or FROM=TO pairs,"
                    + " for another by each of the source's: STANDARD=STANDARD_IA,GLACIER=GLACIER_IR"),
    NO_METADATA(Section.WRITTEN, "", "copy bodies alone, without headers and user metadata"),
    TAGS(Section.WRITTEN, "", "copy tags, too; they are read where an object has some"),
    ON_LOSS(
            Section.WRITTEN,
            "fail|warn",
            "of an object of which the destination cannot hold all: it fails (default), or is copied without and told"),
    WEBSITE_REDIRECTS(
            Section.WRITTEN,
            "",
            "where the store copies by itself, look for a website redirect at every object, not only at empty ones"),
    SSE(Section.WRITTEN, "METHOD", "how the destination encrypts: aes256 | kms | kms-dsse; as its bucket says else"),
    SSE_KMS_KEY_ID(Section.WRITTEN, "KEY", "the id, the ARN or the alias of the key, for kms and kms-dsse"),
    SSE_BUCKET_KEY(Section.WRITTEN, "on|off", "whether the bucket's key spares KMS requests, for kms"),
    ACL(Section.WRITTEN, "NAME", "a canned ACL for what is written, for example bucket-owner-full-control"),
    PART_SIZE(Section.WRITTEN, "SIZE", "the size of the parts of large objects, from 5MiB (default 8MiB)"),

    CONCURRENCY(Section.RUN, "N", "transfers at once, 1 to 512; found by measuring where left out"),
    MEMORY(Section.RUN, "SIZE", "what heap and JVM may use, from 96MiB (default 192MiB); threads' stacks come on top"),
    BANDWIDTH(Section.RUN, "SIZE/s", "the most to move in a second: 50MiB/s"),
    MAX_FAILURES(Section.RUN, "N", "give up after so many failed objects"),
    OUTAGE(Section.RUN, "TIME", "how long to ride out a side that does not answer at all (default 60s)"),
    STATE(Section.RUN, "DIR", "the folder in which unfinished uploads are remembered (default ~/.local/state/drh)"),
    REQUESTER_PAYS(Section.WHERE, "", "say with each request that we pay for it, as Requester Pays buckets demand"),
    CLIENT(Section.WHERE, "CLIENT", "wire (default) | sdk: the SDK of AWS, on OSS that of Aliyun, for every request"),
    CA_CERT(Section.WHERE, "FILE", "PEM certificates to trust beside the system's"),

    CONFIG(
            Section.TOLD,
            "FILE",
            "YAML with the same names; the command line wins, and its globs come after the file's"),
    REPORT(Section.TOLD, "FILE", "one JSON line per object: outcome, reason, bytes, etags"),
    JSON(Section.TOLD, "", "the summary as JSON on standard output"),
    QUIET(Section.TOLD, "", "no progress, and no summary but --json's"),

    /** The first parameter; in a config file it goes by this name. */
    SOURCE(
            Section.OTHER,
            "URL",
            "s3://bucket or s3://bucket/prefix to copy from; cos://, kodo://, oss:// and gs:// likewise"),
    /** The second parameter. */
    DESTINATION(Section.OTHER, "URL", "s3://bucket or s3://bucket/prefix to copy to, likewise"),

    /** Of verify. */
    DEEP(Section.CHANGED, "", "read both sides whole and compare bytes and metadata"),
    /** Of restore. */
    DAYS(Section.WHICH, "N", "for how many days they are to be readable, 1 to 365 (default 7)"),
    /** Of restore. */
    TIER(Section.WHICH, "TIER", "standard (default) | bulk: cheapest | expedited: soonest and dearest"),
    /** Of doctor. */
    FROM_ENVIRONMENT(
            Section.WHERE,
            "",
            "probe with the DRH_ variables of a JobSender or JobWorker instead of all other options"),
    /** Of doctor. */
    READ_ONLY(Section.RUN, "", "write nothing, not even what would be removed at once"),
    /** Of doctor. */
    EVENTS(Section.RUN, "", "look whether the source bucket tells of its changes, for a stack that is fed by events"),
    /** Of doctor. */
    STACK(
            Section.WHERE,
            "NAME",
            "probe a deployed stack: its parts, and both sides with the settings that it was deployed with"),
    /** Of doctor. */
    REGION(Section.WHERE, "REGION", "with --stack: the region of the stack (default: AWS_REGION, then the profile's)"),
    /** Of doctor. */
    CREDENTIALS(
            Section.WHERE,
            "REF",
            "with --stack: whose rights are tried, for the stack and for what it does by its own role"),
    /** Of doctor. */
    PROFILE(Section.WHERE, "NAME", "with --stack: short for --credentials profile:NAME"),
    /** Of doctor. */
    ENDPOINT_URL(
            Section.WHERE, "URL", "with --stack: one address for all of AWS's services but S3 (also AWS_ENDPOINT_URL)"),
    /** Of policy. */
    SIDE(Section.TOLD, "SIDE", "source | destination | both (default)"),
    /** Of policy. */
    PRINCIPAL(
            Section.TOLD,
            "ARN",
            "the role or user that makes the requests: where a bucket is another account's, its policy must name it, too"),
    /** Of policy. */
    SOURCE_KMS_KEY_ID(
            Section.WHICH, "KEY", "the id, the ARN or the alias of the key that the source is encrypted with"),
    /** Of policy. */
    FOR_RESTORE(Section.WHICH, "", "allow what drh restore takes, too"),
    /** Of policy. */
    FOR_DOCTOR(Section.WHICH, "", "allow what drh doctor takes to read the settings of the buckets, too"),
    /** Of plan. */
    EXIT_CODE(Section.TOLD, "", "exit 1 when there is something to do");

    /** Under which heading the help shows an option. */
    public enum Section {
        WHERE("Where and who"),
        WHICH("Which objects"),
        CHANGED("What counts as changed"),
        WRITTEN("What is written"),
        RUN("How it runs"),
        TOLD("Settings and results"),
        /** SOURCE and DESTINATION are shown before all options; what has no other place is here. */
        OTHER("Help");

        private final String heading;

        Section(String heading) {
            this.heading = heading;
        }

        public String heading() {
            return heading;
        }
    }

    private final Section section;
    private final String label;
    private final String meaning;

    Option(Section section, String label, String meaning) {
        this.section = section;
        this.label = label;
        this.meaning = meaning;
    }

    /** What all commands take. */
    public static Set<Option> shared() {
        return EnumSet.complementOf(EnumSet.range(DEEP, EXIT_CODE));
    }

    public boolean isFlag() {
        return label.isEmpty();
    }

    /** Each mention counts; of all others the last. */
    boolean repeats() {
        return this == INCLUDE || this == EXCLUDE;
    }

    public boolean isParameter() {
        return this == SOURCE || this == DESTINATION;
    }

    public String label() {
        return label;
    }

    public Section section() {
        return section;
    }

    /** As in a config file: {@code min-size}. */
    String bare() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String variable() {
        return isParameter() ? name() : "--" + bare();
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
