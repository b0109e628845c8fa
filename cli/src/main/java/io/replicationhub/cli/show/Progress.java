package io.replicationhub.cli.show;

/** Shows a run while it goes on. Closing takes it off the screen or ends it with a last line. */
public interface Progress extends AutoCloseable {
    Progress NONE = () -> {};

    @Override
    void close();
}
