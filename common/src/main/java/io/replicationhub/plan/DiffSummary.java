package io.replicationhub.plan;

/**
 * What a diff came to.
 *
 * @param source found under the source prefix, selected or not
 * @param destination found under the destination prefix
 * @param same on both sides and equal; bytes of the source
 * @param missing to copy because the destination has no such key
 * @param changed to copy because the destination holds something else; bytes of the source
 * @param archived missing or other at the destination, and to be restored at the source first; among neither of these
 * @param extra at the destination only, under names that the selection covers
 * @param filtered found at the source and not selected
 * @param sourcePages list requests made to the source, repeated ones too
 * @param destinationPages list requests made to the destination
 * @param heads requests made for single objects, on both sides
 */
public record DiffSummary(
        Amount source,
        Amount destination,
        Amount same,
        Amount missing,
        Amount changed,
        Amount archived,
        Amount extra,
        Amount filtered,
        long sourcePages,
        long destinationPages,
        long heads) {

    /** Missing and changed together. */
    public Amount toCopy() {
        return missing.plus(changed);
    }
}
