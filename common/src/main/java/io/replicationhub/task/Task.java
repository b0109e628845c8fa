package io.replicationhub.task;

import io.replicationhub.object.ObjectKey;

/**
 * One thing to do to one destination key. Every task may be done again, late, twice or at once by two workers, and the
 * end is the same.
 */
public sealed interface Task permits CopyTask, DeleteTask, LookTask, HistoryTask {
    /** The key that a user would look for: the source's. */
    ObjectKey key();

    /** How many bytes doing it moves. */
    long bytes();
}
