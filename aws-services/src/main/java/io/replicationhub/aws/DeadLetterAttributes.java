package io.replicationhub.aws;

import io.replicationhub.object.FailureClass;

/** The attributes by which a message on the dead-letter queue says why it is there. Names are part of the contract. */
public final class DeadLetterAttributes {
    /** The {@link FailureClass} by name; {@link #UNREADABLE} for what is no message of ours. */
    public static final String CLASS = "class";

    /** Left out where it would be empty, which SQS does not take. */
    public static final String REASON = "reason";

    /** The source's key, percent-encoded where an attribute cannot hold it. */
    public static final String KEY = "key";

    public static final String UNREADABLE = "UNREADABLE";

    private DeadLetterAttributes() {}
}
