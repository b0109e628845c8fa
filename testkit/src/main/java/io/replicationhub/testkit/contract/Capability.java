package io.replicationhub.testkit.contract;

/**
 * What a store may lack without being useless to us. A suite names what its store lacks, with the reason; the tests that
 * need it are then reported as skipped with that reason.
 */
public enum Capability {
    /** Requests that are signed with a wrong secret are refused. */
    SIGNATURES_CHECKED,
    /** A listing ascends by the UTF-8 bytes of the keys. */
    ORDERED_LISTING,
    /** Keys with empty or dotted segments, leading slashes, backslashes. */
    PATH_LIKE_KEYS,
    /** Keys with control characters. */
    CONTROL_CHARACTERS_IN_KEYS,
    /** Keys of 1,024 bytes. */
    LONGEST_KEYS,
    /** The ETag of a single PUT is the MD5 of its body. */
    MD5_ETAGS,
    /** The ETag of an upload is the MD5 of its parts' MD5s with their number. */
    MULTIPART_ETAGS,
    /** A body with a wrong checksum is refused. */
    CHECKSUMS_CHECKED,
    /** A part with a wrong checksum is refused. */
    PART_CHECKSUMS_CHECKED,
    /** Bodies over the limit of one PUT, keys over 1,024 bytes and user metadata over 2 KB are refused. */
    LIMITS_CHECKED,
    /** Metadata values beyond ASCII. */
    NON_ASCII_METADATA,
    /** Runs of spaces within metadata values. */
    SPACES_IN_METADATA,
    /** Underscores in the names of user metadata. */
    UNDERSCORES_IN_METADATA_NAMES,
    /** The website redirect is kept. */
    WEBSITE_REDIRECT,
    /** Content-Encoding, -Language, -Disposition, Cache-Control and Expires are kept. */
    SYSTEM_METADATA,
    /** Tags are written with an object, told by number with its head, and read by themselves. */
    TAGS,
    /** Tags that are given with the beginning of an upload. */
    TAGS_OF_UPLOADS,
    /** A copy by the store keeps its source's tags, or gets others, as it is asked. */
    TAGS_OF_COPIES,
    /** The storage class that was asked for is kept and named. */
    STORAGE_CLASSES,
    /** The store copies an object by itself. */
    COPY,
    /** A copy is refused where the source is not the planned version. */
    COPY_PINNED,
    /** The store fills a part from an object by itself. */
    PART_COPY,
    /** A part copy is refused where the source is not the planned version. */
    PART_COPY_PINNED,
    /** The size of the first part of an uploaded object is told. */
    FIRST_PART_SIZE,
    /** Parts but the last that are too small are refused on completion. */
    MIN_PART_SIZE,
    /** An upload that was completed is gone: a second completion says so. */
    SECOND_COMPLETE_REFUSED,
    /** The completion of an upload that never was says so. */
    UNKNOWN_UPLOAD_NAMED,
    /** Completion says which ETag the object got. */
    COMPLETE_ETAG,
    /** Uploads under way are listed. */
    LIST_UPLOADS,
    /** Listed uploads are restricted to the prefix. */
    LIST_UPLOADS_BY_PREFIX,
    /** Requests to a bucket that does not exist are told apart from requests for an object that does not exist. */
    MISSING_BUCKET_NAMED,
    /** A completion that names wrong or missing parts is refused. */
    PARTS_CHECKED,
    /** A completion may leave out parts that were sent. */
    PARTS_LEFT_OUT,
    /** A reading that was begun is of one version to its end, whatever is written meanwhile. */
    STABLE_READING,
    /** A write that replaces an object is never seen half done. */
    ATOMIC_REPLACE
}
