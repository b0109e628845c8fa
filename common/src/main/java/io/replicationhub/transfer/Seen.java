package io.replicationhub.transfer;

import io.replicationhub.outcome.Outcome;
import io.replicationhub.task.CopyTask;

/** What came of a look at the source. */
public sealed interface Seen {
    /** Nothing is left to do. */
    record Settled(Outcome outcome) implements Seen {}

    /** It is there, and is to be copied unless the destination has it already. */
    record ToCopy(CopyTask task) implements Seen {}
}
