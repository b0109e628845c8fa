package io.replicationhub.wire.http;

import java.io.IOException;
import java.io.InputStream;

/** A server's answer. It holds its connection until it is closed, which may be before the body's end. Not thread-safe. */
public interface Answer extends AnswerHead, AutoCloseable {
    /** The body; empty where the answer has none. It throws where the connection ends before the body does. */
    InputStream body() throws IOException;

    /** Gives the connection back where the body was read to its end and the server keeps it; ends it otherwise. */
    @Override
    void close();

    /** Ends the connection without waiting for the rest of the body. */
    void abandon();
}
