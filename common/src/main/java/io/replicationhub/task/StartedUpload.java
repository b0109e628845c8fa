package io.replicationhub.task;

import java.time.Instant;

/**
 * An upload in parts that an earlier worker began for the very version that the task is stamped with. It is a hint with a
 * check: whoever takes the task carries on only if he would cut and write the object in the same way, and asks the store
 * which parts it has.
 *
 * @param id by which the destination knows it
 * @param held how many parts were there when the task was sent; tells who made headway, and is not relied on otherwise
 * @param begun by the clock of the worker that began it
 * @param settings how it was to be written, as {@link io.replicationhub.journal.UploadRecord#settings} has it
 */
public record StartedUpload(String id, long partBytes, int held, Instant begun, String settings) {
    public StartedUpload {
        if (id.isEmpty() || partBytes < 1 || held < 0) {
            throw new IllegalArgumentException("an upload has an id, and parts of some size");
        }
    }
}
