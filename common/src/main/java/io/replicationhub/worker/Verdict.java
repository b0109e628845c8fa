package io.replicationhub.worker;

/** What became of a delivered message. */
public enum Verdict {
    /** Every task is settled, and the message acknowledged. */
    DONE,
    /** Some tasks are not settled; they were sent anew, and then the message was acknowledged. */
    SPLIT,
    /** The message goes back to the queue: none of its tasks is settled, or the queue could not be told otherwise. */
    RETURNED
}
