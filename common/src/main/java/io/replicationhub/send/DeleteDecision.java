package io.replicationhub.send;

import io.replicationhub.plan.Amount;

/** What is to become of what is only at the destination. Decided once, when both sides are known to their ends. */
public sealed interface DeleteDecision {
    DeleteDecision NOT_ASKED = new NotAsked();

    /** It is left alone: nobody asked for deletes. */
    record NotAsked() implements DeleteDecision {}

    /** It may be deleted. */
    record Allowed(Amount extra) implements DeleteDecision {}

    /**
     * None of it may be deleted.
     *
     * @param reason for people
     */
    record Refused(Amount extra, String reason) implements DeleteDecision {}
}
