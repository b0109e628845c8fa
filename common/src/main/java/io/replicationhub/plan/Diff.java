package io.replicationhub.plan;

/** Something that finds out what is to be done, and tells it while it looks. */
public interface Diff {
    /**
     * Tells the listener every difference and returns the counts. Blocks until done. The listener is not called any more
     * once this has returned or thrown.
     *
     * @throws ListingFailed where a side could not be read; what the listener was told up to then still holds, but says
     *     nothing of the rest
     * @throws InterruptedException promptly, when this thread is interrupted
     * @throws java.io.UncheckedIOException where an unordered listing cannot be sorted on disk
     */
    DiffSummary run(DiffListener listener) throws ListingFailed, InterruptedException;
}
