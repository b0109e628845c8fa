package io.replicationhub.worker;

/** How one task of a message ended for now. */
sealed interface Ending {
    /** For good; the listener has been told, and dead letters where it failed. */
    record Settled() implements Ending {}

    /** It failed, and may fare better later. */
    record TryLater() implements Ending {}

    /** The run ended before the task did. */
    record Untouched() implements Ending {}

    Ending SETTLED = new Settled();
    Ending TRY_LATER = new TryLater();
    Ending UNTOUCHED = new Untouched();
}
