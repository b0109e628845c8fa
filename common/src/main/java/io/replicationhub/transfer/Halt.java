package io.replicationhub.transfer;

import io.replicationhub.object.FailureClass;
import io.replicationhub.plan.Side;

/** Why a run cannot go on. What it has not done stays undone, and can be carried on with later. */
public sealed interface Halt {
    /** For people, in one line. */
    String reason();

    /** One side cannot be worked with: its credentials, its bucket, or the way to it. */
    record SideFailed(Side side, FailureClass failureClass, String reason) implements Halt {}

    /** More tasks failed than the run was told to put up with. */
    record TooManyFailures(long failures, String reason) implements Halt {}

    /** What became of a task could not be told to whoever is to hear it. The task itself is settled. */
    record Unheard(String reason) implements Halt {}
}
