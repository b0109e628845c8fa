package io.replicationhub.cli;

import io.replicationhub.config.SettingName;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Every option, once: its name follows from the constant's, the command line and the config file take the same ones, and
 * the help shows them in this order.
 */
enum Option implements SettingName {
    SOURCE_ENDPOINT("URL", "the address of the source, where it is not Amazon S3: http[s]://host[:port]"),
    SOURCE_REGION("REGION", "the region of the source bucket; on Amazon S3 it is found out where left out"),
    SOURCE_CREDENTIALS(
            "REF",
            "default | profile:NAME | env:PREFIX | file:PATH | anonymous; env:SRC reads SRC_ACCESS_KEY_ID,"
                    + " SRC_SECRET_ACCESS_KEY and SRC_SESSION_TOKEN"),
    DESTINATION_ENDPOINT("URL", "the address of the destination, likewise"),
    DESTINATION_REGION("REGION", "the region of the destination bucket, likewise"),
    DESTINATION_CREDENTIALS("REF", "the credentials for the destination, likewise"),

    INCLUDE("GLOB", "take keys that match; rules are tried in the order given and the first that matches decides"),
    EXCLUDE("GLOB", "leave out keys that match"),
    MIN_SIZE("SIZE", "take objects of at least this size: 512, 10KiB, 5MB"),
    MAX_SIZE("SIZE", "take objects of at most this size"),
    MODIFIED_AFTER("TIME", "take objects modified at or after: 2026-01-31, 2026-01-31T08:00:00Z, or 7d for 7 days ago"),
    MODIFIED_BEFORE("TIME", "take objects modified before"),
    COMPARE("MODE", "auto (default) | size | size-and-time | etag | checksum"),

    STORAGE_CLASS("CLASS", "the storage class of what is written, for example STANDARD_IA"),
    NO_METADATA("", "copy bodies alone, without headers and user metadata"),
    PART_SIZE("SIZE", "the size of the parts of large objects, from 5MiB (default 8MiB)"),

    CONCURRENCY("N", "transfers at once, 1 to 512; found by measuring where left out"),
    MEMORY("SIZE", "what the whole process may use, from 96MiB (default 256MiB)"),
    BANDWIDTH("SIZE/s", "the most to move in a second: 50MiB/s"),
    MAX_FAILURES("N", "give up after so many failed objects"),
    OUTAGE("TIME", "how long to ride out a side that does not answer at all (default 60s)"),
    STATE("DIR", "where unfinished uploads are remembered (default ~/.local/state/drh)"),
    CLIENT("CLIENT", "wire (default) | sdk: the AWS SDK for every request"),
    CA_CERT("FILE", "PEM certificates to trust beside the system's"),

    CONFIG("FILE", "YAML with the same names; the command line wins"),
    REPORT("FILE", "one JSON line per object: outcome, reason, bytes, etags"),
    JSON("", "the summary as JSON on standard output"),
    QUIET("", "no progress, and no summary but --json's"),

    /** The first parameter; in a config file it goes by this name. */
    SOURCE("URL", "s3://bucket or s3://bucket/prefix to copy from"),
    /** The second parameter. */
    DESTINATION("URL", "s3://bucket or s3://bucket/prefix to copy to"),

    /** Of verify. */
    DEEP("", "read both sides whole and compare the bytes"),
    /** Of plan. */
    EXIT_CODE("", "exit 1 when there is something to do");

    private final String label;
    private final String meaning;

    Option(String label, String meaning) {
        this.label = label;
        this.meaning = meaning;
    }

    /** What all commands take. */
    static Set<Option> shared() {
        return EnumSet.complementOf(EnumSet.of(DEEP, EXIT_CODE));
    }

    boolean isFlag() {
        return label.isEmpty();
    }

    boolean isParameter() {
        return this == SOURCE || this == DESTINATION;
    }

    String label() {
        return label;
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
