package io.replicationhub.config;

/**
 * Every setting of the deployed programs. The stack sets exactly these variables and the programs read exactly these;
 * what each program reads stands with its record in {@code io.replicationhub.settings}.
 */
public enum Setting implements SettingName {
    STACK("the name that metrics and messages go by"),

    SOURCE_BUCKET("the bucket to copy from"),
    SOURCE_PREFIX("the first characters of the keys to copy"),
    SOURCE_REGION("the region of the source bucket"),
    SOURCE_ENDPOINT("the address of the source, where it is not Amazon S3"),
    SOURCE_PROFILE("how the source differs from Amazon S3, where it does"),
    SOURCE_CREDENTIALS("where the credentials for the source are found"),
    SOURCE_PATH_STYLE("whether the bucket stands in the path of the address rather than in the host name"),

    DESTINATION_BUCKET("the bucket to copy to"),
    DESTINATION_PREFIX("what replaces the source prefix in keys"),
    DESTINATION_REGION("the region of the destination bucket"),
    DESTINATION_ENDPOINT("the address of the destination, where it is not Amazon S3"),
    DESTINATION_PROFILE("how the destination differs from Amazon S3, where it does"),
    DESTINATION_CREDENTIALS("where the credentials for the destination are found"),
    DESTINATION_PATH_STYLE("whether the bucket stands in the path of the address rather than in the host name"),
    DESTINATION_STORAGE_CLASS("the storage class of what is written: a class, keep, or FROM=TO pairs"),

    CLIENT("which client talks to the stores"),

    QUEUE_URL("the URL of the queue of tasks"),
    DEAD_LETTER_QUEUE_URL("the URL of the queue for what failed for good"),
    QUEUE_REGION("the region of the queues"),
    QUEUE_ENDPOINT("the address of the queue service, where it is not Amazon SQS"),
    QUEUE_CREDENTIALS("where the credentials for the queues are found"),

    RULES("which keys to copy: lines of 'include GLOB' and 'exclude GLOB', the first that matches decides"),
    MIN_SIZE("the smallest object to copy"),
    MAX_SIZE("the largest object to copy"),
    MODIFIED_AFTER("only objects changed at this instant or later"),
    MODIFIED_BEFORE("only objects changed before this instant"),
    COMPARE("how the two sides are compared"),
    DELETE("whether what the source does not have is deleted at the destination"),
    MAX_DELETE("how much one run may delete: a number of objects, or a share of them such as 10%"),
    VERSIONS("which versions are copied: latest, or all for whole histories with their delete markers"),
    BACKLOG_LIMIT("how many waiting messages keep a JobSender from adding more"),
    STALE_UPLOAD_AGE("how old an unfinished upload of ours must be to be aborted"),
    UPLOADERS(
            "whose unfinished uploads are ours: names or ARNs of roles, ARNs of users or ids, with commas between them"),

    MEMORY("how many bytes of objects may be held in memory at once"),
    CONCURRENCY("how many objects are copied at once"),
    PART_SIZE("the size of parts of large objects, where neither the source nor the store decides it"),
    BANDWIDTH("the most bytes to move in a second"),
    METADATA("whether metadata is copied"),
    TAGS("whether tags are copied"),
    ON_LOSS("what becomes of an object of which the destination cannot hold all: fail or warn"),
    WEBSITE_REDIRECTS("whether copies by the store itself look for a website redirect at every source object"),
    ACL("the canned ACL of what is written"),
    SSE("how the destination encrypts what is written: aes256, kms or kms-dsse"),
    SSE_KMS_KEY_ID("the key that KMS encrypts with"),
    SSE_BUCKET_KEY("whether the bucket's key spares KMS requests: on or off"),
    REQUESTER_PAYS("whether we pay for requests where a bucket's owner does not");

    /** What all variables begin with, so that a misspelt one can be told from somebody else's. */
    public static final String PREFIX = "DRH_";

    private final String meaning;

    Setting(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String variable() {
        return PREFIX + name();
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
