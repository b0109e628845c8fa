package io.replicationhub.wire.http;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Connections to one endpoint that wait for their next use. The last one given back is the first one lent, so that few
 * stay warm and the rest run out. There is no upper bound: callers bound themselves. Thread-safe.
 */
public final class ConnectionPool implements AutoCloseable {
    private final Connector connector;
    private final LongSupplier nanos;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private boolean closed;

    /** Time is that of a clock like {@link System#nanoTime}. */
    public ConnectionPool(Connector connector, LongSupplier nanos) {
        this.connector = connector;
        this.nanos = nanos;
    }

    public Endpoint endpoint() {
        return connector.endpoint();
    }

    /** A kept connection if there is one that is neither too old nor too long idle; else null. */
    @Nullable
    Connection reuse() {
        long now = nanos.getAsLong();
        List<Connection> spent = new ArrayList<>(0);
        Connection found = null;
        synchronized (idle) {
            Connection candidate = idle.pollFirst();
            while (candidate != null && !candidate.isFresh(now)) {
                spent.add(candidate);
                candidate = idle.pollFirst();
            }
            found = candidate;
            Connection longest = idle.peekLast();
            if (longest != null && !longest.isFresh(now)) {
                spent.add(longest);
                idle.pollLast();
            }
        }
        spent.forEach(Connection::close);
        if (found != null) {
            found.lentAt(now);
        }
        return found;
    }

    /** A new connection. */
    Connection open() throws IOException {
        return new Connection(connector.open(), nanos.getAsLong());
    }

    /** Takes back a connection whose last answer has been read to its end. */
    void giveBack(Connection connection) {
        connection.usedAt(nanos.getAsLong());
        synchronized (idle) {
            if (!closed) {
                idle.addFirst(connection);
                return;
            }
        }
        connection.close();
    }

    /** Closes the idle connections; those lent out are closed as they come back. */
    @Override
    public void close() {
        List<Connection> left;
        synchronized (idle) {
            closed = true;
            left = new ArrayList<>(idle);
            idle.clear();
        }
        left.forEach(Connection::close);
    }
}
