package io.replicationhub.plan;

/** What two stamps say of two objects. */
sealed interface Comparison {
    /** The destination holds what the source holds. */
    Comparison SAME = new Same();

    record Same() implements Comparison {}

    record Changed(Change why) implements Comparison {}

    /**
     * The stamps do not settle it; asking for the objects by name does.
     *
     * @param otherwise what it is if that does not show them equal
     */
    record NeedsHead(Change otherwise, Asked asked) implements Comparison {}

    /** Which of the two must be asked for by name. */
    enum Asked {
        DESTINATION,
        BOTH
    }
}
