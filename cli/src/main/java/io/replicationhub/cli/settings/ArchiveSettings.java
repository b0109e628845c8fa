package io.replicationhub.cli.settings;

import io.replicationhub.object.RetrievalTier;

/**
 * What becomes of objects that lie in an archive.
 *
 * @param archived what they mean for the exit code
 * @param days for how long drh restore makes them readable
 * @param tier how soon it asks for them
 */
public record ArchiveSettings(Archived archived, int days, RetrievalTier tier) {
    public static final int DEFAULT_DAYS = 7;
    /** S3 takes 30,000 (API reference, RestoreObject); nobody means more than a year. */
    public static final int MAX_DAYS = 365;

    /** What it means that an object could not be copied because it lies in an archive. */
    public enum Archived {
        /** It is told, and no failure. */
        SKIP,
        /** The run ends as one in which an object failed. */
        FAIL
    }

    /** Whether so many are a reason for another exit code than 0. */
    public boolean objectTo(long objects) {
        return archived == Archived.FAIL && objects > 0;
    }
}
