package io.replicationhub.cdk;

/**
 * What a parameter's text must look like. Patterns are CloudFormation's dialect (Java's) and match the whole text.
 *
 * @param expected the end of a sentence that begins with "must be"
 */
record TextForm(String pattern, String expected) {
    /** v1's own. */
    static final TextForm EMAIL =
            new TextForm("^\\w[-\\w.+]*@([A-Za-z0-9][-A-Za-z0-9]+\\.)+[A-Za-z]{2,14}$", "an e-mail address");

    /** Names of buckets of any service; S3's are from 3 to 63 characters, OSS's too, COS's have the account behind them. */
    static final TextForm BUCKET = new TextForm(
            "^[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9]$", "the name of a bucket, without s3:// and without a path");

    /** IAM reads * ? and $ as more than themselves. */
    static final TextForm PREFIX =
            new TextForm("^[^*?$]{1,512}$", "the first characters of keys, such as photos/ (no *, ? or $)");

    static final TextForm REGION = new TextForm("^[a-z0-9-]{2,64}$", "the name of a region, such as eu-central-1");

    static final TextForm ENDPOINT = new TextForm(
            "^https?://[^/?#@\\s]+/?$", "an address such as https://s3.example.com or http://10.0.0.5:9000");

    /** Systems Manager API reference, PutParameter, Name. */
    static final TextForm PARAMETER = new TextForm(
            "^[A-Za-z0-9_./-]{1,1011}$",
            "the name of a parameter of Systems Manager's Parameter Store, not its content");

    static final TextForm CREDENTIALS = new TextForm(
            "^[A-Za-z0-9_+=,.@:/!?&-]{1,2048}$",
            "the name of a parameter, or the ARN of a secret or of a role (arn:…:role/NAME?external-id=ID)");

    static final TextForm KEY_ARN = new TextForm(
            "^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$",
            "the ARN of a KMS key, such as arn:aws:kms:eu-central-1:123456789012:key/1234abcd-…");

    /** IAM and STS quotas: names of at most 128 characters, paths of at most 512. */
    static final TextForm POLICY_ARN = new TextForm(
            "^arn:aws[a-z-]*:iam::([0-9]{12}|aws):policy/[A-Za-z0-9_+=,.@/-]{1,640}$",
            "the ARN of a policy, such as arn:aws:iam::123456789012:policy/boundary");

    static final TextForm RULES = new TextForm(
            "^(include|exclude) [^;]+(;(include|exclude) [^;]+)*$",
            "rules such as 'exclude tmp/**;include *.jpg', with ';' and no space between them");

    static final TextForm SIZE = new TextForm(
            "^([0-9]{1,15}|[0-9]{1,6}(\\.[0-9]{1,3})? ?([KMGTkmgt][Ii]?)?[Bb])$", "a size such as 512, 10KiB or 5MB");

    /** From 5 MiB to 5 GiB, as stores have it. */
    static final TextForm PART_SIZE = new TextForm(
            "^(([5-9]|[1-9][0-9]{1,2}|[1-4][0-9]{3}|50[0-9]{2}|51[01][0-9]|5120) ?[Mm]|[1-5] ?[Gg])[Ii][Bb]$",
            "a whole number of MiB or GiB from 5MiB to 5GiB, such as 16MiB");

    static final TextForm RATE = new TextForm(
            "^[1-9][0-9]{0,14}(\\.[0-9]{1,3})? ?([KMGTkmgt][Ii]?)?[Bb](/s)?$", "a rate such as 10MB/s or 64MiB/s");

    static final TextForm INSTANT = new TextForm(
            "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z$",
            "an instant such as 2026-01-31T08:00:00Z");

    static final TextForm LIMIT = new TextForm(
            "^([0-9]{1,18}|(100(\\.0{1,6})?|[0-9]{1,2}(\\.[0-9]{1,6})?) ?%)$",
            "a number of objects or a share such as 10%");

    static final TextForm DAYS = new TextForm("^[1-9][0-9]{0,2}d$", "days such as 7d");

    static final TextForm STORAGE_CLASS = new TextForm(
            "^([A-Za-z0-9_.-]{1,64}|(keep,)?[A-Za-z0-9_.-]{1,64}=[A-Za-z0-9_.-]{1,64}"
                    + "(,[A-Za-z0-9_.-]{1,64}=[A-Za-z0-9_.-]{1,64})*)$",
            "a class such as STANDARD_IA, the word keep, or FROM=TO pairs with commas, before which keep may stand");

    /** EventBridge Scheduler User Guide, "Schedule types": cron has six fields. */
    static final TextForm SCHEDULE = new TextForm(
            "^(rate\\([1-9][0-9]* (minutes?|hours?|days?)\\)|cron\\([^() ]+( [^() ]+){5}\\))$",
            "rate(1 hour), rate(30 minutes) or cron(15 2 * * ? *)");

    static final TextForm CLUSTER = new TextForm("^[A-Za-z0-9_-]{1,255}$", "the name of an ECS cluster, not its ARN");
    static final TextForm VPC = new TextForm("^vpc-[0-9a-f]{8,17}$", "the id of a VPC, such as vpc-0123456789abcdef0");
    static final TextForm SUBNET =
            new TextForm("^subnet-[0-9a-f]{8,17}$", "the id of a subnet, such as subnet-0123456789abcdef0");

    static final TextForm IMAGE = new TextForm("^[^\\s]{1,512}$", "the address of a container image");

    static final TextForm COUNT =
            new TextForm("^([1-9][0-9]?|[1-4][0-9]{2}|50[0-9]|51[0-2])$", "a number from 1 to 512");
}
