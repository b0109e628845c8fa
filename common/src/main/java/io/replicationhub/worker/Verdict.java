package io.replicationhub.worker;

/** What became of a delivered message. */
public enum Verdict {
    /** Every task is settled, and the message acknowledged. */
    DONE,
    /** Not all tasks are settled; the others were sent anew, and then the message was acknowledged. */
    SPLIT,
    /** The message goes back to the queue: it says all that is known, or the queue could not be told otherwise. */
    RETURNED,
    /** The same of one of which nothing was begun. */
    UNTOUCHED
}
