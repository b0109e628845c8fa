package io.replicationhub.transfer;

import io.replicationhub.select.Selection;

/**
 * What a worker goes by where a task says no more than "see to this key".
 *
 * @param selection what may be touched: a task outside of it is refused
 */
public record Mirroring(Selection selection, Deletes deletes) {
    /** Copies whatever it is told, and deletes nothing. */
    public static final Mirroring COPIES_ONLY = new Mirroring(Selection.EVERYTHING, Deletes.LEFT_ALONE);

    /** What becomes of objects that the source does not have. */
    public enum Deletes {
        LEFT_ALONE,
        MIRRORED
    }
}
