package io.replicationhub.plan;

/**
 * Notices a listing that goes round in a circle, in constant memory: one earlier cursor is kept, a later one each time
 * the number of steps has doubled (Brent's method), so a circle of n pages is seen within a few times n pages.
 */
final class CursorLoop {
    private String kept = "";
    private long steps;
    private long keepAt = 1;

    /** Whether this cursor has been seen before. */
    boolean closes(String cursor) {
        if (steps > 0 && cursor.equals(kept)) {
            return true;
        }
        steps++;
        if (steps == keepAt) {
            kept = cursor;
            keepAt *= 2;
        }
        return false;
    }
}
