package io.replicationhub.object;

import java.io.InputStream;

/**
 * An object, or a range of one, while it is being read. Holds a connection until it is closed; closing before the end is
 * allowed and gives the rest up. Not thread-safe.
 */
public interface ObjectReading extends AutoCloseable {
    /** Of the whole object, also where only a range is read: {@code stamp().size()} is the object's, not the range's. */
    ObjectHead head();

    /** How many bytes {@link #body} will give. The adapter has checked it against the range that was asked for. */
    long length();

    /**
     * The bytes. Reading throws {@link java.io.IOException} where the connection breaks or the body ends early; it never
     * ends in silence before {@link #length} bytes.
     */
    InputStream body();

    @Override
    void close();
}
