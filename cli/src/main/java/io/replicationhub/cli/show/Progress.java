package io.replicationhub.cli.show;

/** Shows a run while it goes on. Closing takes it off the screen or ends it with a last line. */
public interface Progress extends AutoCloseable {
    /** How far a run is. The totals grow until the listing is done. */
    record State(
            long objectsCompared,
            long objectsToCopy,
            long bytesToCopy,
            boolean listed,
            long objectsDone,
            long bytesDone,
            long failures) {}

    Progress NONE = () -> {};

    @Override
    void close();
}
